"""Read the page that every web host serves at its root."""

from __future__ import annotations

import hashlib

from launchready.collect.collector import Reach, collector
from launchready.collect.exchange import exchange
from launchready.collect.look import Look
from launchready.collect.site import is_html
from launchready.collect.subjects import web_hosts
from launchready.derive.mask import mask_nonces
from launchready.derive.page.link_header import canonical_links
from launchready.derive.page.reading import content_hash, read_page
from launchready.derive.page.robots import robots_tag
from launchready.facts.page import Page
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Response

_ENOUGH = 256 * 1024
"""Bytes by which a page that never ends may be judged; less of it says nothing about the rest."""


@collector(per=web_hosts, none="the product has no web host", reach=Reach.READS)
async def collect_page(look: Look, host: str) -> Page:
    """Return what the root page of the host holds; the same answer serves every other collector."""
    home = await look.home(host)
    if home.truncated and len(home.body) < _ENOUGH:
        why = f"the page of {host} broke off: {home.why_truncated}"
        raise Failure(Phase.CONTENT, why)
    return page_of(host, home)


def page_of(host: str, response: Response) -> Page:
    """Read an answer as a page of this host."""
    answer = exchange(response)
    links = canonical_links(response.url, response.all("link"))
    tags = robots_tag(response.all("x-robots-tag"))
    if not is_html(response):
        return Page(
            host,
            answer,
            canonical=links,
            robots=tags,
            content_hash=hashlib.sha256(response.body).hexdigest() if response.body else "",
            is_html=False,
        )
    reading = read_page(response.url, response.text())
    return Page(
        host,
        answer,
        title=reading.title,
        canonical=tuple(dict.fromkeys((*reading.canonical, *links)))[:10],
        robots=tuple(dict.fromkeys((*reading.robots, *tags)))[:30],
        csp_meta=tuple(mask_nonces(one) for one in reading.csp[:5]),
        generator=reading.generator,
        resources=tuple(reading.resources),
        inline_scripts=reading.inline_scripts,
        local_urls=tuple(reading.local_urls),
        content_hash=content_hash(reading),
        referrer_meta=reading.referrer,
    )
