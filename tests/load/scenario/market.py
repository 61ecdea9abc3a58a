"""A shop with a form, a session, redirects and an API: what scenarios have to cope with."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import parse_qs

from bench.load_world.wire import App, Request, Talk

Reply = tuple[int, bytes, tuple[tuple[str, str], ...]]


def page(text: str, *headers: tuple[str, str], status: int = 200) -> Reply:
    return status, text.encode(), headers


def value(tree: object, *headers: tuple[str, str], status: int = 200) -> Reply:
    return status, json.dumps(tree).encode(), headers


class Market(App):
    """Log in by a form with a CSRF token, follow to the account, buy with a token, log out."""

    def __init__(self) -> None:
        super().__init__()
        self.orders: dict[str, str] = {}
        """Numbers and the run that made them."""
        self.logins: list[str] = []
        self.searched: list[str] = []
        self.elsewhere = "http://127.0.0.2:1/"

    def answer(self, request: Request, talk: Talk) -> None:
        ways: dict[str, Callable[[Request], Reply]] = {
            "GET /login": self._form,
            "POST /login": self._login,
            "GET /account": self._account,
            "GET /search": self._search,
            "POST /api/checkout": self._checkout,
            "DELETE /api/orders": self._clear,
            "POST /logout": lambda _: page("", ("Set-Cookie", "sid=; Max-Age=0"), status=204),
            "GET /tenant": lambda _: value({"tenants": [{"id": "t/1", "open": True}]}),
            "GET /away": lambda _: page("", ("Location", self.elsewhere), status=302),
            "GET /round": lambda _: page("", ("Location", "/round"), status=302),
            "GET /pages": lambda _: value({"next": "/pages/2"}),
            "GET /pages/2": lambda _: value({"next": self.elsewhere}),
        }
        way = ways.get(f"{request.method} {request.path}")
        if way is None and request.path.startswith("/tenants/t%2F1"):
            way = self._tenant
        talk.reply(*(way(request) if way else page("nothing here", status=404)))

    def _tenant(self, _: Request) -> Reply:
        return page("<h1>Tenant</h1>", ("X-Tenant", "t/1"))

    def _form(self, _: Request) -> Reply:
        field = "<input type=hidden name=csrf value='c&amp;1'>"
        return page(f"<form method=post>{field}</form>", ("Set-Cookie", "pre=1; Path=/"))

    def _login(self, request: Request) -> Reply:
        form = {name: one[0] for name, one in parse_qs(request.body.decode()).items()}
        if form.get("csrf") != "c&1" or request.cookie("pre") != "1":
            return page("csrf", status=403)
        if form.get("password") != "pass & word":
            return page("wrong password", status=401)
        self.logins.append(form.get("email", ""))
        session = ("Set-Cookie", "sid=s-1; Path=/; HttpOnly")
        return page("", session, ("Location", "/account"), status=303)

    def _account(self, request: Request) -> Reply:
        if request.cookie("sid") != "s-1":
            return page("log in", status=401)
        return page('<script>window.token = "tok-7";</script>', ("X-Plan", "free"))

    def _search(self, request: Request) -> Reply:
        self.searched.append(parse_qs(request.query)["q"][0])
        return page("<h1>Found</h1>")

    def _checkout(self, request: Request) -> Reply:
        if request.headers.get("authorization") != "Bearer tok-7":
            return value({"error": "token"}, status=401)
        number = f"o-{len(self.orders)}"
        self.orders[number] = str(request.json()["note"])
        return value({"order": {"id": number, "state": "paid"}}, status=201)

    def _clear(self, request: Request) -> Reply:
        run = parse_qs(request.query)["run"][0]
        self.orders = {number: note for number, note in self.orders.items() if run not in note}
        return value({})
