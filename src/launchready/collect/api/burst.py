"""Guess a password twelve times, for an account that nobody has, where the owner agreed to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from statistics import median
from urllib.parse import parse_qsl, urlencode, urlsplit

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.derive.pattern import lazy
from launchready.facts.product import Product, Route, RouteKind
from launchready.facts.service import LoginBurst
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request, Response

TRIES = 12
ACCOUNT = "launchready-probe@account.invalid"
PASSWORD = "launchready-wrong-password"  # noqa: S105 - wrong on purpose
LIMITS = frozenset({423, 429})
NO_LOGIN = frozenset({404, 405, 410, 415, 500, 501, 502, 503, 504})
_SECRET = lazy(r"pass|pwd|secret|pin|code", re.IGNORECASE)
_SLOWER, _SLOW_MS = 3, 500


def login_routes(product: Product) -> Iterable[str]:
    """The URL of every declared login route."""
    routes = (one for one in product.routes if one.kind is RouteKind.LOGIN and one.method != "GET")
    return tuple(dict.fromkeys(one.url for one in routes))


@collector(
    per=login_routes,
    none="needs owned = true, a declared login route and consent to a burst",
    reach=Reach.LOADS,
)
async def collect_login_burst(look: Look, url: str) -> LoginBurst:
    """Send wrong logins one after the other until one is refused for being too many."""
    if not (look.product.owned and look.run.consent_burst):
        why = "needs owned = true, a declared login route and consent to a burst"
        raise NotThere(why)
    await look.require(urlsplit(url).hostname or "")
    route = next(one for one in look.product.routes if one.url == url)
    request = _wrong_login(route)
    statuses: list[int] = []
    took: list[float] = []
    how = ""
    for _ in range(TRIES):
        # Not shared: the same request twelve times is the point.
        answer = await look.network.http.fetch(request)
        how = _limited(answer)
        if not how and answer.status in NO_LOGIN:
            why = f"{url} answered {answer.status} to a wrong login: not judged as a login"
            raise Failure(Phase.CONTENT, why)
        statuses.append(answer.status)
        took.append(round(answer.timing.first_byte_ms or 0.0, 1))
        if how:
            break
    after = len(statuses) - 1 if how else None
    if not how and _slows_down(took):
        how, after = "every try took longer", len(took)
    body = request.body.decode()
    return LoginBurst(url, tuple(statuses), tuple(took), after, how, body, request.headers[0][1])


def _wrong_login(route: Route) -> Request:
    """Fill the route's own example with an account that cannot exist (RFC 2606, `.invalid`)."""
    text = route.body.strip()
    if text and not text.startswith("{"):
        pairs = [(name, _filled(name)) for name, _ in parse_qsl(text, keep_blank_values=True)]
        kind, body = "application/x-www-form-urlencoded", urlencode(pairs).encode()
    else:
        kind, body = "application/json", json.dumps(_fields(text)).encode()
    return Request(route.url, route.method, (("Content-Type", kind),), body)


def _fields(text: str) -> dict[str, object]:
    try:
        example = json.loads(text) if text else {}
    except ValueError:
        example = {}
    names = tuple(example) if isinstance(example, dict) and example else ("email", "password")
    return {
        name: _filled(name) if isinstance(example.get(name, ""), str) else example[name]
        for name in names
    }


def _filled(name: str) -> str:
    return PASSWORD if _SECRET.search(name) else ACCOUNT


def _limited(answer: Response) -> str:
    if answer.status in LIMITS:
        return f"status {answer.status}"
    if answer.status in {403, 503} and answer.header("retry-after"):
        return f"status {answer.status} with Retry-After"
    left = answer.header("x-ratelimit-remaining") or answer.header("ratelimit-remaining") or ""
    return "the limit is announced and reached" if left.strip() == "0" else ""


def _slows_down(took: list[float]) -> bool:
    first, last = median(took[:3]), median(took[-3:])
    return last > _SLOWER * first and last > _SLOW_MS
