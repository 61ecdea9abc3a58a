"""Ask every web host for a page that does not exist, and read what the answer gives away."""

from __future__ import annotations

from urllib.parse import urljoin

from launchready.collect.collector import Reach, collector
from launchready.collect.exchange import exchange
from launchready.collect.look import Look
from launchready.collect.site import is_html
from launchready.collect.subjects import web_hosts
from launchready.derive.page.reading import read_page
from launchready.derive.page.traces import says_not_found, traces
from launchready.facts.errors import ErrorPage
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request

PROBE = "/launchready-404-probe-7f3a"
"""A path that nobody has. It is fixed, so that two runs ask for the same."""


@collector(per=web_hosts, none="the product has no web host", reach=Reach.PROBES)
async def collect_error_page(look: Look, host: str) -> ErrorPage:
    """Return what the host says to a path that does not exist; a redirect is not followed."""
    home = await look.home(host)
    response = await look.fetch(Request(urljoin(home.url, PROBE)))
    answer = exchange(response)
    if answer.challenge:
        why = f"{answer.challenge} answered instead of the site: not judged"
        raise Failure(Phase.CONTENT, why)
    text, html = response.text(), is_html(response)
    page = read_page(response.url, text) if html else None
    return ErrorPage(
        host,
        answer,
        traces=traces(text),
        is_html=html,
        says_not_found=page is not None and says_not_found(page.title, " ".join(page.words)),
    )
