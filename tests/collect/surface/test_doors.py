from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from launchready.collect.api.doors import (
    collect_admission,
    collect_stranger_at_route,
    signed_in_routes,
)
from launchready.facts.admission import Entry
from launchready.facts.product import Role, Route, RouteKind
from launchready.net.failure import Failure

Visit = Callable[..., Awaitable[Any]]
HOST = "127.0.0.1"
HTML = {"Content-Type": "text/html"}
JSON = {"Content-Type": "application/json"}
HOME = "<title>Shop</title><h1>Shop</h1><p>Flowers by post, tomorrow at your door.</p>"
ADMIN = """<title>Admin dashboard</title><h1>Orders</h1><table><tr><td>1</td></tr></table>
<a href="/logout">Sign out</a><p>Everything that was sold today, by whom and where to.</p>"""
LOGIN = "<title>Admin</title><form><input name=user><input type=password></form>"
SHELL = "<title>Admin</title><div id=root></div><script src=/app.js></script>"


def site_with(pages: dict[str, tuple[int, dict[str, str], str]]) -> Callable[..., object]:
    def answer(method: str, path: str, headers: dict[str, str]) -> object:
        del method, headers
        if path == "/" and "/" not in pages:
            return 200, HTML, HOME
        return pages.get(path, (404, HTML, "<h1>Not found</h1>"))

    return answer


async def entry_at(visit: Visit, page: tuple[int, dict[str, str], str]) -> Entry:
    site = await visit(site_with({"/admin": page}))
    admission = await collect_admission.collect(site.look, HOST)
    found = next(door.entry for door in admission.doors if door.url.endswith("/admin"))
    assert isinstance(found, Entry)
    return found


@pytest.mark.parametrize(
    ("page", "entry"),
    [
        pytest.param((200, HTML, ADMIN), Entry.OPEN, id="its content"),
        pytest.param((200, HTML, LOGIN), Entry.LOGIN, id="a login form"),
        pytest.param((302, {"Location": "/login"}, ""), Entry.REDIRECT, id="a redirect"),
        pytest.param((403, HTML, ADMIN), Entry.REFUSED, id="a refusal"),
        pytest.param((404, HTML, ADMIN), Entry.MISSING, id="not found"),
        pytest.param((200, HTML, HOME), Entry.MISSING, id="the home page"),
        pytest.param((200, HTML, SHELL), Entry.SHELL, id="an empty shell"),
        pytest.param(
            (200, HTML, "<title>How we built our admin dashboard</title><p>" + "Words. " * 99),
            Entry.OTHER,
            id="a blog post",
        ),
    ],
)
async def test_a_guessed_door_answers_with(
    visit: Visit, page: tuple[int, dict[str, str], str], entry: Entry
) -> None:
    assert await entry_at(visit, page) is entry


async def test_the_root_of_an_admin_host_is_a_declared_door(visit: Visit) -> None:
    site = await visit(site_with({"/": (200, HTML, ADMIN)}), Role.ADMIN)
    admission = await collect_admission.collect(site.look, HOST)
    assert admission.doors[0].declared
    assert admission.doors[0].entry is Entry.OPEN
    assert "offers to sign out" in admission.doors[0].evidence


async def test_a_declared_door_that_only_a_browser_can_judge_is_unmeasured(visit: Visit) -> None:
    site = await visit(site_with({"/": (200, HTML, SHELL)}), Role.ADMIN)
    with pytest.raises(Failure, match="takes a browser"):
        await collect_admission.collect(site.look, HOST)


async def test_a_hanging_door_is_unmeasured_not_fine(visit: Visit) -> None:
    site = await visit(lambda _, path, __: None if path == "/admin" else (200, HTML, HOME))
    with pytest.raises(Failure):
        await collect_admission.collect(site.look, HOST)


@pytest.mark.parametrize(
    ("answer", "entry"),
    [
        pytest.param((200, JSON, '[{"id": 1}]'), Entry.OPEN, id="a list of orders"),
        pytest.param((200, JSON, '{"email": "a@b.example"}'), Entry.OPEN, id="an account"),
        pytest.param((200, JSON, "[]"), Entry.REFUSED, id="an empty list"),
        pytest.param((200, JSON, '{"user": null}'), Entry.REFUSED, id="nobody"),
        pytest.param((200, JSON, '{"error": "sign in first"}'), Entry.REFUSED, id="an error"),
        pytest.param((401, JSON, '{"id": 1}'), Entry.REFUSED, id="401"),
        pytest.param((302, {"Location": "/login"}, ""), Entry.REDIRECT, id="a redirect"),
        pytest.param((200, HTML, LOGIN), Entry.LOGIN, id="a login form"),
        pytest.param((200, HTML, HOME), Entry.MISSING, id="the home page"),
        pytest.param((200, HTML, ADMIN), Entry.OPEN, id="a page"),
        pytest.param((200, {"Content-Type": "text/csv"}, "a,b"), Entry.OPEN, id="an export"),
    ],
)
async def test_a_private_route_gives_a_stranger(
    visit: Visit, answer: tuple[int, dict[str, str], str], entry: Entry
) -> None:
    def manifest(base: str) -> dict[str, Any]:
        return {"routes": (Route("orders", f"{base}/orders", authenticated=True),)}

    site = await visit(site_with({"/orders": answer}), manifest=manifest)
    [url] = signed_in_routes(site.look.product)
    stranger = await collect_stranger_at_route.collect(site.look, url)
    assert stranger.entry is entry
    assert "a@b.example" not in repr(stranger)


async def test_a_route_that_a_script_fills_is_unmeasured(visit: Visit) -> None:
    def manifest(base: str) -> dict[str, Any]:
        return {"routes": (Route("me", f"{base}/me", kind=RouteKind.PAGE, authenticated=True),)}

    site = await visit(site_with({"/me": (200, HTML, SHELL)}), manifest=manifest)
    with pytest.raises(Failure, match="takes a browser"):
        await collect_stranger_at_route.collect(site.look, f"{site.base}/me")
