"""Servers whose times are known."""

from __future__ import annotations

import heapq
import itertools
import math
import time

from bench.load_world.wire import App, Request, Talk

BODY = b'{"id": 7, "name": "blue mug", "price": 12.5}'


class Fixed(App):
    """Answers after `ms`; every `every`-th request after `slow_ms` instead (0: none)."""

    def __init__(self, ms: float = 20.0, every: int = 0, slow_ms: float = 200.0) -> None:
        super().__init__()
        self.ms, self.every, self.slow_ms = ms, every, slow_ms
        self._numbers = itertools.count(1)

    def answer(self, request: Request, talk: Talk) -> None:
        """Answer after its time."""
        slow = self.every and next(self._numbers) % self.every == 0
        wait = (self.slow_ms if slow else self.ms) / 1e3
        if wait <= 0:
            talk.reply(200, BODY)
        else:
            self.alarm.at(request.at + wait, lambda: talk.reply(200, BODY))


class TwoModes(Fixed):
    """20 ms, and every 50th 200 ms: p50 20, p95 20, p99 200."""

    def __init__(self, ms: float = 20.0, every: int = 50, slow_ms: float = 200.0) -> None:
        super().__init__(ms, every, slow_ms)


class Freeze(App):
    """Answers after `ms`, but what comes in the first `hold_s` of each period waits for its end.

    The first period begins `phase_s` after the start.
    """

    def __init__(
        self, ms: float = 20.0, period_s: float = 10.0, hold_s: float = 1.0, phase_s: float = 0.0
    ) -> None:
        super().__init__()
        self.ms, self.period_s, self.hold_s = ms, period_s, hold_s
        self.began += phase_s

    def answer(self, request: Request, talk: Talk) -> None:
        """Answer after its time, and after the hold."""
        since = (request.at - self.began) % self.period_s
        held = max(0.0, self.hold_s - since) if request.at >= self.began else 0.0
        self.alarm.at(request.at + held + self.ms / 1e3, lambda: talk.reply(200, BODY))


def freeze_truth_ms(
    percent: float, ms: float = 20.0, period_s: float = 10.0, hold_s: float = 1.0
) -> float:
    """Return what open arrivals over whole periods must measure at a percentile."""
    held = hold_s / period_s
    beyond = 1.0 - percent / 100.0
    return ms if beyond >= held else ms + hold_s * 1e3 * (1.0 - beyond / held)


class Capacity(App):
    """`workers` that take `ms` each, and one queue; more than workers * 1000 / ms per second waits.

    With `per_user_per_s` a user gets no more than that, after a burst of as many; others 429.
    A user is the header X-User or Authorization, or the cookie `user`, which the server sets.
    With `most_waiting` whoever finds that many waiting gets 503.
    """

    def __init__(
        self,
        workers: int = 4,
        ms: float = 10.0,
        per_user_per_s: float = 0.0,
        retry_after: int = 1,
        most_waiting: int = 0,
    ) -> None:
        super().__init__()
        self.ms, self.per_user_per_s, self.retry_after = ms, per_user_per_s, retry_after
        self.most_waiting = most_waiting
        self._free = [0.0] * workers
        self._tokens: dict[str, tuple[float, float]] = {}
        self._names = itertools.count(1)

    def answer(self, request: Request, talk: Talk) -> None:
        """Refuse, or answer when a worker is done with it."""
        user, headers = self._user(request)
        self.seen.users[user] += 1
        if self.per_user_per_s and not self._allowed(user, request.at):
            limit = (("Retry-After", str(self.retry_after)),) if self.retry_after else ()
            talk.reply(429, b'{"error": "slow down"}', (*headers, *limit))
            return
        wait = max(0.0, self._free[0] - request.at)
        if self.most_waiting and wait * len(self._free) / (self.ms / 1e3) > self.most_waiting:
            talk.reply(503, b'{"error": "busy"}', headers)
            return
        done = request.at + wait + self.ms / 1e3
        heapq.heapreplace(self._free, done)
        self.alarm.at(done, lambda: talk.reply(200, BODY, headers))

    def _user(self, request: Request) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return who asks, and the headers that make a stranger known."""
        heads = request.headers
        user = heads.get("x-user") or heads.get("authorization") or request.cookie("user")
        if user:
            return user, ()
        user = f"u{next(self._names)}"
        return user, (("Set-Cookie", f"user={user}; Path=/"),)

    def _allowed(self, user: str, now: float) -> bool:
        most = self.per_user_per_s
        left, then = self._tokens.get(user, (most, now))
        left = min(most, left + (now - then) * most)
        allowed = left >= 1.0
        self._tokens[user] = (left - allowed, now)
        return allowed


class Busy(Capacity):
    """Uploads (POST) that make reads wait until their bodies have come, if `blocks`."""

    def __init__(self, ms: float = 5.0, *, blocks: bool = True) -> None:
        super().__init__(workers=64, ms=ms)
        self.blocks = blocks
        self._uploads = 0
        self._waiting: list[tuple[Request, Talk]] = []

    def headed(self, request: Request) -> None:
        """Count an upload that begins."""
        self._uploads += request.method == "POST"

    def answer(self, request: Request, talk: Talk) -> None:
        """Answer uploads at once, reads when none is under way."""
        if request.method == "POST":
            self._uploads -= 1
            talk.reply(201, b'{"octets": %d}' % len(request.body))
            if not self._uploads:
                waiting, self._waiting = self._waiting, []
                for late, other in waiting:
                    late.at = time.perf_counter()
                    super().answer(late, other)
        elif self.blocks and self._uploads:
            self._waiting.append((request, talk))
        else:
            super().answer(request, talk)


class Errors(Fixed):
    """Every `every`-th request fails with `status`, the others take `ms`."""

    def __init__(
        self, every: int = 20, status: int = 500, ms: float = 5.0, retry_after: int = 0
    ) -> None:
        super().__init__(ms)
        self.often, self.status, self.retry_after = every, status, retry_after
        self._all = itertools.count(1)

    def answer(self, request: Request, talk: Talk) -> None:
        """Fail, or answer."""
        if next(self._all) % self.often:
            super().answer(request, talk)
            return
        headers = (("Retry-After", str(self.retry_after)),) if self.retry_after else ()
        talk.reply(self.status, b'{"error": "no"}', headers)


class Storm(Errors):
    """429 to everybody, with Retry-After."""

    def __init__(self, status: int = 429, retry_after: int = 2) -> None:
        super().__init__(1, status, retry_after=retry_after)


class Noisy(App):
    """Answers whose times follow a lognormal law: p50 `ms`, and p95 `ms` * e^(1.645 `sigma`)."""

    def __init__(self, ms: float = 20.0, sigma: float = 0.4) -> None:
        super().__init__()
        self.ms, self.sigma = ms, sigma
        self._numbers = itertools.count(1)

    def answer(self, request: Request, talk: Talk) -> None:
        """Answer after a time from a sequence that fills the law evenly."""
        even = (next(self._numbers) * 0.6180339887498949) % 1.0
        normal = math.sqrt(2.0) * _inverse_erf(2.0 * min(max(even, 1e-6), 1 - 1e-6) - 1.0)
        wait = self.ms / 1e3 * math.exp(self.sigma * normal)
        self.alarm.at(request.at + wait, lambda: talk.reply(200, BODY))


def _inverse_erf(x: float) -> float:
    """Winitzki's approximation: 0.2 % off at most."""
    a = 0.147
    log = math.log(1.0 - x * x)
    first = 2.0 / (math.pi * a) + log / 2.0
    return math.copysign(math.sqrt(math.sqrt(first * first - log / a) - first), x)
