"""Read the page's own scripts as shipped."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.site import attempt, is_html, scripts_of
from launchready.collect.subjects import web_hosts
from launchready.derive.mask import mask_url
from launchready.derive.page import bundle
from launchready.derive.page.assets import same_site
from launchready.facts.exposure import Bundle, Script
from launchready.facts.product import Role
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request, Response

SCRIPTS, DEEP_SCRIPTS = 3, 20
SERVED = (200, 206)
MOST = 1_000_000
"""Characters of a script that are read."""


@collector(per=web_hosts, none="the product has no web host", reach=Reach.PROBES)
async def collect_bundle(look: Look, host: str) -> Bundle:
    """Read up to three scripts and ask for one source map; with --deep twenty, and every map."""
    home = await look.home(host)
    urls = (await scripts_of(look, host))[: DEEP_SCRIPTS if look.run.deep else SCRIPTS]
    answers = await asyncio.gather(*(attempt(look, Request(url)) for url in urls))
    unseen = tuple(
        f"{mask_url(url)}: {answer}"
        for url, answer in zip(urls, answers, strict=True)
        if isinstance(answer, Failure)
    )
    fetched = [one for one in answers if isinstance(one, Response) and _is_script(one)]
    cut = tuple(
        f"{mask_url(one.url)} broke off: {one.why_truncated}"
        for one in fetched
        if one.truncated and len(one.body) < MOST
    )
    maps = len(fetched) if look.run.deep else _first_with_map(fetched) + 1
    public = frozenset({host, home.host} | _public(look))
    scripts = [
        _script(look, one, public, map_too=number < maps) for number, one in enumerate(fetched)
    ]
    read = tuple(await asyncio.gather(*scripts))
    if (unseen or cut) and not any(_tells(one) for one in read):
        # Half a bundle with nothing in it would look like a whole one.
        raise Failure(Phase.CONTENT, (*unseen, *cut)[0])
    return Bundle(host, read, unseen)


def _public(look: Look) -> set[str]:
    hosts = look.product.hosts
    # A declared host is not staging unless it is declared as that.
    return {one.name for one in hosts if one.declared and one.role is not Role.STAGING}


def _tells(script: Script) -> bool:
    return bool(script.local_urls or script.staging_urls or script.map_open)


def _is_script(answer: Response) -> bool:
    return answer.status in SERVED and not is_html(answer)


def _first_with_map(answers: list[Response]) -> int:
    """Which script's map to ask for when only one may be asked for."""
    stated = (n for n, one in enumerate(answers) if _stated(one, one.text()))
    return next(stated, 0)


def _stated(answer: Response, text: str) -> str:
    header = answer.header("sourcemap") or answer.header("x-sourcemap") or ""
    return bundle.source_map_url(text, header, answer.url)


async def _script(look: Look, answer: Response, public: frozenset[str], *, map_too: bool) -> Script:
    text = answer.text()
    where = _stated(answer, text)
    found, opened = None, False
    if where == bundle.INLINE:
        # The map is part of the script; what it holds is not decoded.
        opened = True
    elif map_too:
        where = where or _guess(answer.url)
        found = await _map(look, where) if same_site(where, answer.url, "") else None
        opened = found is not None
    text = text[:MOST]
    return Script(
        mask_url(answer.url),
        answer.wire_bytes,
        answer.truncated,
        bundle.local_urls(text),
        bundle.staging_urls(text, look.product.domain, public),
        mask_url(where) if where != bundle.INLINE else where,
        opened,
        found.own_sources if found else (),
        found.with_sources if found else opened,
    )


def _guess(url: str) -> str:
    """A build that hides the comment often ships the map all the same."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}.map"


async def _map(look: Look, url: str) -> bundle.Map | None:
    answer = await attempt(look, Request(url, headers=(("Range", "bytes=0-65535"),)))
    if isinstance(answer, Failure) or answer.status not in SERVED:
        return None
    return bundle.read_map(answer.text())
