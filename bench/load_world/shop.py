"""A shop to walk through, and caches that say whether they hit."""

from __future__ import annotations

import itertools
import json

from bench.load_world.wire import App, Request, Talk

ITEMS = [{"id": number, "name": f"mug {number}", "price": 10 + number} for number in range(1, 11)]


class Shop(App):
    """Log in, read, fill a cart, pay, cancel. Every answer takes `ms`.

    POST /login {user, password} gives {token} and the cookie `session`; GET /items and /items/N
    want either; GET /cart is a page with a hidden field `csrf`; POST /checkout wants it in
    X-Csrf-Token and gives {order}; DELETE /orders/ID takes it back. GET / is a page for all.
    `clash`: what happens to a checkout that comes while another is under way: `fail` it with 500,
    `queue` it behind the other, or nothing.
    """

    def __init__(self, ms: float = 2.0, checkout_ms: float = 20.0, clash: str = "") -> None:
        super().__init__()
        self.ms, self.checkout_ms, self.clash = ms, checkout_ms, clash
        self._tokens: dict[str, str] = {}
        self._orders: set[str] = set()
        self._numbers = itertools.count(1)
        self._busy_until = 0.0

    def answer(self, request: Request, talk: Talk) -> None:
        """Answer as the shop does."""
        when = request.at + self.ms / 1e3
        status, body, kind = 404, b'{"error": "unknown"}', "application/json"
        headers: tuple[tuple[str, str], ...] = ()
        session = self._session(request)
        if request.path == "/":
            status, body, kind = 200, b"<h1>Shop</h1>", "text/html"
        elif (request.method, request.path) == ("POST", "/login"):
            status, body, headers = self._login(request)
        elif not session:
            status, body = 401, b'{"error": "log in"}'
        elif request.path == "/items":
            status, body = 200, json.dumps({"items": ITEMS}).encode()
        elif request.path.startswith("/items/"):
            status, body = 200, json.dumps({"path": request.path, "price": 11}).encode()
        elif request.path == "/cart":
            status, kind = 200, "text/html"
            body = f'<form><input type="hidden" name="csrf" value="c-{session}"></form>'.encode()
        elif (request.method, request.path) == ("POST", "/checkout"):
            status, body, when = self._checkout(request, session)
        elif request.method == "DELETE" and request.path.startswith("/orders/"):
            status, body = self._cancel(request.path.removeprefix("/orders/"))
        self.alarm.at(when, lambda: talk.reply(status, body, headers, kind=kind))

    def _session(self, request: Request) -> str:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        return self._tokens.get(token or request.cookie("session"), "")

    def _login(self, request: Request) -> tuple[int, bytes, tuple[tuple[str, str], ...]]:
        asked = request.json()
        user = str(asked.get("user", ""))
        if not user or not asked.get("password"):
            return 401, b'{"error": "wrong password"}', ()
        token = f"t-{next(self._numbers)}"
        self._tokens[token] = token.removeprefix("t-")
        self.seen.users[user] += 1
        cookie = ("Set-Cookie", f"session={token}; Path=/; HttpOnly")
        return 200, json.dumps({"token": token}).encode(), (cookie,)

    def _checkout(self, request: Request, session: str) -> tuple[int, bytes, float]:
        done = request.at + self.checkout_ms / 1e3
        if request.headers.get("x-csrf-token") != f"c-{session}":
            return 403, b'{"error": "csrf"}', request.at + self.ms / 1e3
        if self.clash and request.at < self._busy_until:
            if self.clash == "fail":
                return 500, b'{"error": "deadlock"}', done
            done = self._busy_until + self.checkout_ms / 1e3
        self._busy_until = done
        order = f"o-{next(self._numbers)}"
        self._orders.add(order)
        self.seen.orders = len(self._orders)
        return 201, json.dumps({"order": order}).encode(), done

    def _cancel(self, order: str) -> tuple[int, bytes]:
        known = order in self._orders
        self._orders.discard(order)
        self.seen.orders = len(self._orders)
        return (200, b"{}") if known else (404, b'{"error": "no such order"}')


class Cached(App):
    """A page behind a cache that says so in `header`; every `miss_every`-th repeat misses.

    /private is never kept. `header`: `x-cache`, `cf-cache-status` or `age`.
    """

    def __init__(self, header: str = "x-cache", miss_every: int = 10, ms: float = 2.0) -> None:
        super().__init__()
        self.header, self.miss_every, self.ms = header, miss_every, ms
        self._read: dict[str, int] = {}

    def answer(self, request: Request, talk: Talk) -> None:
        """Answer from the cache or not, and say which."""
        headers: tuple[tuple[str, str], ...] = (("Cache-Control", "no-store"),)
        if request.path != "/private":
            key = f"{request.path}?{request.query}"
            before = self._read[key] = self._read.get(key, -1) + 1
            hit = before > 0 and before % self.miss_every != 0
            said = ("12" if hit else "0") if self.header == "age" else ("HIT" if hit else "MISS")
            headers = (("Cache-Control", "public, max-age=60"), (self.header, said))
        body = b"<h1>Page</h1>"
        self.alarm.at(
            request.at + self.ms / 1e3, lambda: talk.reply(200, body, headers, kind="text/html")
        )
