"""Follow a start to its end, and tell a fault of the site from a look that failed."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from launchready.collect.collector import NotThere
from launchready.collect.exchange import exchange
from launchready.collect.look import Look
from launchready.collect.tls.meet import connection_refused, meet
from launchready.derive.mask import mask_url
from launchready.derive.redirects.hops import target_of
from launchready.derive.redirects.site import host_of, in_site, split
from launchready.facts.http import Exchange
from launchready.facts.tls import HttpsPort
from launchready.net.failure import Failure, Phase
from launchready.net.http.cookies import CookieJar
from launchready.net.http.message import Request, Trail

_TOO_MANY_REQUESTS = 429


@dataclass(frozen=True, slots=True)
class Followed:
    """What may be kept of a walk."""

    hops: tuple[Exchange, ...]
    end: str
    loop: bool
    stopped: str


async def follow(look: Look, url: str, agent: str = "desktop") -> Followed:
    """Follow a URL with an agent.

    Raises `NotThere` where nobody listens there, and `Failure` where the way could not be seen to
    its end or somebody else answered: a bot wall, a limit on requests.
    """
    await look.require(urlsplit(url).hostname or "")
    trail = await _trail(look, url, agent)
    answers = tuple(exchange(one) for one in trail.responses)
    last = answers[-1]
    if last.challenge:
        why = f"{last.challenge} answered instead of the site: not judged"
        raise Failure(Phase.CONTENT, why)
    if last.status == _TOO_MANY_REQUESTS:
        raise Failure(Phase.CONTENT, "the site limits how often it may be asked (429): not judged")
    if trail.stopped and not _is_finding(look, trail, last):
        await _raise_without_tls(look, target_of(last))
        raise Failure(Phase.CONTENT, trail.stopped)
    return Followed(answers, mask_url(trail.responses[-1].url), trail.loop, trail.stopped)


async def _trail(look: Look, url: str, agent: str) -> Trail:
    try:
        trail = await look.walk(url, agent)
    except Failure as failure:
        await _raise_not_there(look, url, failure)
        raise
    if not trail.loop:
        return trail
    # A site that sets a cookie and sends visitors back to the same address is no loop in a browser.
    request = Request(url, agent=agent)
    return await look.once(
        ("walk with cookies", url, agent),
        lambda: look.network.http.follow(request, cookies=CookieJar()),
    )


async def _raise_not_there(look: Look, url: str, failure: Failure) -> None:
    parts = urlsplit(url)
    if parts.scheme == "http" and connection_refused(failure):
        why = f"nothing answers plain HTTP on {parts.hostname}"
        raise NotThere(why) from None
    await _raise_without_tls(look, url)


async def _raise_without_tls(look: Look, url: str) -> None:
    """Raise `NotThere` for an https address of the product without TLS: one check says so."""
    parts = split(url)
    host = parts.hostname or ""
    if parts.scheme != "https" or not in_site(look.product, host):
        return
    try:
        met = await meet(look, host)
    except Failure:
        return
    if isinstance(met, HttpsPort):
        why = f"no TLS on {host}:{met.port}"
        raise NotThere(why) from None


def _is_finding(look: Look, trail: Trail, last: Exchange) -> bool:
    """Whether the walk stopped for a reason that lies in the site's own answers."""
    if trail.loop or trail.stopped.startswith("more than") or f"{Phase.PARSE}:" in trail.stopped:
        return True
    if f"{Phase.GUARD}:" in trail.stopped:
        return False
    # Whether somebody else's site is up is not ours to judge: that it leads there was seen.
    away = host_of(target_of(last))
    return bool(away) and not in_site(look.product, away)
