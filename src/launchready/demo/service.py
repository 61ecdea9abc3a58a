"""The API behind the marketplace: reads, and writes that refuse what is malformed."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from launchready.demo.pages import OFFERS
from launchready.demo.site import Answer, Asked, Cors, Respond, jsonic

READ_METHODS = "GET, POST, OPTIONS"


@dataclass(slots=True)
class Limit:
    """At most so many requests a minute."""

    most: int = 8
    seconds: float = 60.0
    _times: deque[float] = field(default_factory=deque)

    def takes(self) -> bool:
        """Whether one more request is allowed now."""
        now = time.monotonic()
        while self._times and now - self._times[0] > self.seconds:
            self._times.popleft()
        if len(self._times) >= self.most:
            return False
        self._times.append(now)
        return True


def writing(accept: Callable[[dict[str, object]], Answer], limit: Limit | None) -> Respond:
    """Take a JSON object; anything else is refused with 4xx and a plain reason."""

    def respond(asked: Asked) -> Answer:
        try:
            said = json.loads(asked.body)
        except (ValueError, RecursionError):
            return jsonic({"error": "the body is not JSON"}, 400)
        if not isinstance(said, dict):
            return jsonic({"error": "the body must be a JSON object"}, 400)
        if limit is not None and not limit.takes():
            refusal = jsonic({"error": "too many attempts, wait a minute"}, 429)
            return refusal.having(("retry-after", "60"))
        return accept(said)

    return respond


def sign_in(said: dict[str, object]) -> Answer:
    """Refuse every sign-in: the demo has no accounts."""
    if not isinstance(said.get("email"), str) or not isinstance(said.get("password"), str):
        return jsonic({"error": "email and password are needed"}, 422)
    return jsonic({"error": "unknown e-mail or password"}, 401)


def accepted(_: dict[str, object]) -> Answer:
    """Accept and do nothing."""
    return jsonic({"status": "accepted"}, 202)


def private(_: Asked) -> Answer:
    """Refuse an anonymous visitor."""
    refusal = jsonic({"error": "sign in first"}, 401)
    return refusal.having(("www-authenticate", 'Bearer realm="Harvest Lane"'))


def listings(_: Asked) -> Answer:
    """Return what is for sale."""
    rows = [{"title": what, "seller": who, "price": price} for what, who, price in OFFERS]
    answer = jsonic({"listings": rows})
    return answer.without("cache-control").having(("cache-control", "public, max-age=60"))


def orders(_: Asked) -> Answer:
    """Return somebody's orders: for faults only."""
    rows = [{"order": 1041, "buyer": "Ines M.", "total": "23.10", "address": "4 Mill Road"}]
    return jsonic({"orders": rows})


def health(_: Asked) -> Answer:
    """Say that all is well, and nothing else."""
    return jsonic({"status": "ok"})


def cors_for(*origins: str) -> Cors:
    """Let these origins read with cookies, and no other."""

    def cors(asked: Asked) -> tuple[tuple[str, str], ...]:
        origin = asked.headers.get("origin", "")
        vary = ("vary", "origin")
        return (vary, *allow(origin)) if origin in origins else (vary,)

    return cors


def allow(origin: str) -> tuple[tuple[str, str], ...]:
    """Return the headers that let an origin read with the visitor's cookies."""
    return (
        ("access-control-allow-origin", origin),
        ("access-control-allow-credentials", "true"),
        ("access-control-allow-methods", READ_METHODS),
        ("access-control-allow-headers", "content-type"),
    )
