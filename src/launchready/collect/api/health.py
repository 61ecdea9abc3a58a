"""Ask the product for its health, at the declared address or where such pages usually are."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from urllib.parse import urlsplit

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.collect.site import base_of, is_html
from launchready.collect.subjects import product
from launchready.derive.bot_wall import bot_wall
from launchready.derive.mask import mask_url
from launchready.derive.strangers.health_leaks import health_leaks
from launchready.facts.base import PRODUCT
from launchready.facts.product import Role, RouteKind
from launchready.facts.service import HealthView
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request, Response

PATHS = ("/health", "/api/health")
DEEP_PATHS = (*PATHS, "/healthz", "/status", "/ready", "/livez", "/up", "/api/healthz", "/ping")
PRESENT = frozenset({200, 204, 401, 403, 503})
"""503 is a health page that says "not well"; 401 and 403 keep it for those who may know."""
WORDS = ("ok", "up", "healthy", "pass", "alive", "ready", "pong", "status", "true")
SHORT = 2_000


@collector(per=product, none="there is no product", reach=Reach.PROBES)
async def collect_health_view(look: Look, _: str) -> HealthView:
    """Ask the declared health route; without one, two addresses of the API, app or main host."""
    declared = [one.url for one in look.product.routes if one.kind is RouteKind.HEALTH]
    urls = declared or [url async for url in _guesses(look)]
    last: Response | None = None
    for url in urls:
        answer = await look.fetch(Request(url))
        wall = bot_wall(answer.status, answer.headers, answer.body)
        if wall:
            why = f"{wall} answered instead of {url}: not judged"
            raise Failure(Phase.CONTENT, why)
        last = answer
        if declared or _is_health(answer):
            break
    if last is None:
        why = "the product has no host that could tell its health"
        raise NotThere(why)
    asked = tuple(mask_url(url) for url in urls)
    found = _is_health(last) or (bool(declared) and last.status in PRESENT)
    leaks = health_leaks(last.text()) if found else ()
    url = mask_url(last.url) if found else ""
    return HealthView(PRODUCT, url, bool(declared), last.status, asked, leaks)


async def _guesses(look: Look) -> AsyncIterator[str]:
    """Addresses on the first host that answers: API, app, then the one that visitors end on."""
    failure: Failure | None = None
    for host in _hosts(look):
        try:
            base = await base_of(look, host)
        except NotThere:
            continue
        except Failure as reason:
            failure = failure or reason
            continue
        for path in DEEP_PATHS if look.run.deep else PATHS:
            yield base + path
        return
    if failure is not None:
        raise failure


def _hosts(look: Look) -> Iterable[str]:
    named = [one.name for role in (Role.API, Role.APP) for one in look.product.with_role(role)]
    canonical = urlsplit(look.product.canonical).hostname
    return dict.fromkeys((*named, canonical) if canonical else named)


def _is_health(answer: Response) -> bool:
    """Whether the answer is about health; an app's own page for any address is HTML."""
    if answer.status in {401, 403}:
        return True
    if answer.status not in PRESENT or is_html(answer):
        return False
    text = answer.text()[:SHORT].strip().lower()
    return not text or text[:1] in {"{", "["} or any(word in text for word in WORDS)
