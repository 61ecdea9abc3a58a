"""Look for secrets in what the root page of a host makes visitors load."""

from __future__ import annotations

import asyncio

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.site import attempt, is_html, scripts_of
from launchready.collect.subjects import web_hosts
from launchready.derive.mask import mask_url
from launchready.derive.page import bundle
from launchready.derive.page.assets import same_site
from launchready.facts.secrets import BundleSecrets
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request, Response
from launchready.repo.secrets.bundles import Shipped, key_of_site, read_bundle
from launchready.repo.secrets.engine import Kingfisher, SecretEngine
from launchready.repo.secrets.forms import Forms
from launchready.repo.secrets.memory import key_of
from launchready.repo.secrets.reader import Reader

SCRIPTS, DEEP_SCRIPTS = 3, 50
_SERVED = (200, 206)


@collector(per=web_hosts, none="the product has no web host", reach=Reach.PROBES)
async def collect_bundle_secrets(look: Look, host: str) -> BundleSecrets:
    """Read the page, up to three scripts and the maps they name; with --deep fifty scripts."""
    home = await look.home(host)
    thorough = look.run.deep or look.wanted.thorough
    urls = (await scripts_of(look, host))[: DEEP_SCRIPTS if thorough else SCRIPTS]
    answers = await asyncio.gather(*(attempt(look, Request(url)) for url in urls))
    unread = tuple(_unread(url, one) for url, one in zip(urls, answers, strict=True))
    scripts = [one for one in answers if isinstance(one, Response) and _is_code(one)]
    shipped = [Shipped(home.url, home.body), *(Shipped(one.url, one.body) for one in scripts)]
    if thorough:
        shipped += await _maps(look, scripts)
    reader = await look.once(("reader", thorough), lambda: _reader(look, thorough=thorough))
    gaps = tuple(filter(None, unread))
    found = await asyncio.to_thread(read_bundle, host, tuple(shipped), gaps, reader)
    if gaps and not found.found:
        # Half of the code with nothing in it would look like all of it.
        raise Failure(Phase.CONTENT, gaps[0])
    return found


async def _reader(look: Look, *, thorough: bool) -> Reader:
    # The whole catalogue takes longer to load than a site takes to answer.
    engine: SecretEngine = Kingfisher() if thorough or look.repo is not None else Forms()
    site = key_of_site(look.product.domain)
    key = site if look.repo is None else await asyncio.to_thread(key_of, look.repo)
    return Reader(engine, key, look.wanted.given)


async def _maps(look: Look, scripts: list[Response]) -> list[Shipped]:
    stated = [(one, _map_of(one)) for one in scripts]
    urls = [url for one, url in stated if url and same_site(url, one.url, look.product.domain)]
    answers = await asyncio.gather(*(attempt(look, Request(url)) for url in urls))
    return [
        Shipped(one.url, one.body, is_map=True)
        for one in answers
        if isinstance(one, Response) and _is_code(one)
    ]


def _map_of(script: Response) -> str:
    header = script.header("sourcemap") or script.header("x-sourcemap") or ""
    url = bundle.source_map_url(script.text(), header, script.url)
    return "" if url == bundle.INLINE else url


def _is_code(answer: Response) -> bool:
    return answer.status in _SERVED and not is_html(answer)


def _unread(url: str, answer: Response | Failure) -> str:
    if isinstance(answer, Failure):
        return f"{mask_url(url)}: {answer}"
    if answer.truncated:
        return f"{mask_url(url)} broke off: {answer.why_truncated}"
    return ""
