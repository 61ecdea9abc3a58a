from __future__ import annotations

import re

import pytest

from launchready.net.failure import Failure
from launchready.net.guard import Guard
from launchready.net.http.client import Client
from launchready.net.http.cookies import CookieJar
from launchready.net.http.message import Request

from .conftest import Labs, Serve, answer, app, silence, slam, soon


def to(location: str, status: int = 302, *headers: str) -> bytes:
    return answer(b"", f"Location: {location}", *headers, status=f"{status} Go")


async def test_redirects_are_followed_to_the_end(serve: Serve, client: Client) -> None:
    end = await serve(app(lambda path, _: answer(path.encode())))

    def respond(path: str, _: bytes) -> bytes:
        return {
            "/": to("/a/b", 301),
            "/a/b": to("../c?d=e#fragment", 303),
            "/c?d=e": to("?f", 307),
            "/c?f": to(f"//site.test:{end.port}/caf\xe9", 308),
        }[path]

    site = await serve(app(respond))
    trail = await client.follow(Request(site.url()))
    assert [each.status for each in trail.responses] == [301, 303, 307, 308, 200]
    assert trail.responses[-1].body == b"/caf%C3%A9"
    assert trail.responses[-1].url == end.url("/caf%C3%A9")
    assert (trail.loop, trail.stopped) == (False, "")


@pytest.mark.parametrize(
    ("status", "method", "becomes"),
    [
        (301, "POST", "GET"),
        (302, "POST", "GET"),
        (303, "POST", "GET"),
        (303, "PUT", "GET"),
        (303, "HEAD", "HEAD"),
        (301, "PUT", "PUT"),
        (307, "POST", "POST"),
        (308, "POST", "POST"),
    ],
)
async def test_methods_change_as_in_browsers(
    serve: Serve, client: Client, status: int, method: str, becomes: str
) -> None:
    seen: list[bytes] = []

    def respond(path: str, request: bytes) -> bytes:
        seen.append(request)
        return to("/end", status) if path == "/" else answer(b"")

    site = await serve(app(respond))
    kind = (("Content-Type", "text/x"),)
    body = b"" if method == "HEAD" else b"data"
    await client.follow(Request(site.url(), method, headers=kind, body=body))
    assert seen[1].split(b" ")[0].decode() == becomes
    assert seen[1].endswith(b"data") == (body != b"" and becomes == method)
    assert (b"text/x" in seen[1]) == (becomes == method)


async def test_secrets_do_not_follow_to_another_origin(serve: Serve, client: Client) -> None:
    seen: list[bytes] = []

    def respond(_: str, request: bytes) -> bytes:
        seen.append(request)
        return answer()

    other = await serve(app(respond))
    site = await serve(app(lambda _, __: to(other.url())))
    secret = (("Authorization", "Bearer hunter2"), ("Cookie", "sid=hunter2"), ("X-Plain", "1"))
    await client.follow(Request(site.url(), headers=secret))
    assert b"hunter2" not in seen[0]
    assert b"X-Plain: 1" in seen[0]


async def test_a_loop_is_seen(serve: Serve, client: Client) -> None:
    site = await serve(app(lambda path, _: to({"/": "/a", "/a": "/b", "/b": "/a"}[path])))
    trail = await client.follow(Request(site.url()))
    assert (trail.loop, len(trail.responses)) == (True, 3)
    assert trail.stopped


async def test_the_same_url_with_a_new_cookie_is_no_loop(serve: Serve, client: Client) -> None:
    def respond(_: str, request: bytes) -> bytes:
        return answer(b"in") if b"Cookie: seen=1" in request else to("/", 302, "Set-Cookie: seen=1")

    site = await serve(app(respond))
    with_jar = await client.follow(Request(site.url()), cookies=CookieJar())
    without = await client.follow(Request(site.url()))
    assert (with_jar.responses[-1].body, with_jar.loop) == (b"in", False)
    assert without.loop


async def test_a_long_chain_is_cut(serve: Serve, client: Client) -> None:
    site = await serve(app(lambda path, _: to(f"/{int(path[1:]) + 1}")))
    trail = await client.follow(Request(site.url("/0")))
    assert len(trail.responses) == 11
    assert trail.stopped == "more than 10 redirects"
    assert len((await client.follow(Request(site.url("/0")), hops=50)).responses) == 51


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("javascript:alert(1)", r"not a web address \(javascript:\)"),
        ("file:///etc/passwd", "not a web address"),
        ("ftp://site.test/", "not a web address"),
        ("http://user:pass@site.test/", "user name or password"),
        ("http://[::1/", "cannot be read"),
        ("http://site.test:99999/", "cannot be read"),
        ("http://a b/", "not a name or an address"),
        ("http://" + "a" * 300 + ".test/", "not a name or an address"),
        ("/" + "a" * 3000 + "\x01", "control character"),
    ],
)
async def test_a_redirect_that_leads_nowhere_stops_with_what_was_seen(
    serve: Serve, client: Client, location: str, why: str
) -> None:
    site = await serve(app(lambda _, __: to(location)))
    trail = await client.follow(Request(site.url()))
    assert len(trail.responses) == 1
    assert trail.stopped.startswith("the redirect could not be followed: parse: ")
    assert re.search(why, trail.stopped)


async def test_a_redirect_into_the_private_network_is_refused(serve: Serve, labs: Labs) -> None:
    inside = await serve(silence)
    site = await serve(app(lambda _, __: to(inside.url(host="inside.test"))))
    guard = Guard(allow_private=False, named=frozenset({"127.0.0.1"}))
    lab = labs(guard=guard)

    async def lookup(host: str) -> list[str]:
        return ["127.0.0.2" if host == "inside.test" else "127.0.0.1"]

    lab.dialler._lookup = lookup
    trail = await lab.client.follow(Request(site.url()))
    assert "which is not a public address" in trail.stopped
    assert (len(trail.responses), inside.connections) == (1, 0)


async def test_a_hop_that_fails_keeps_what_was_seen_and_a_first_hop_raises(
    serve: Serve, client: Client
) -> None:
    dead = await serve(slam)
    site = await serve(app(lambda _, __: to(dead.url())))
    async with soon():
        trail = await client.follow(Request(site.url()))
        assert len(trail.responses) == 1
        assert "before any answer" in trail.stopped
        with pytest.raises(Failure):
            await client.follow(Request(dead.url()))


async def test_following_ends_where_it_is_asked_to(serve: Serve, client: Client) -> None:
    site = await serve(app(lambda path, _: to(f"/{int(path[1:]) + 1}")))
    trail = await client.follow(
        Request(site.url("/0")), until=lambda each: (each.header("location") or "") == "/4"
    )
    assert [each.url for each in trail.responses][-1] == site.url("/3")
    assert trail.stopped == ""


async def test_a_redirect_status_without_a_location_is_the_end(
    serve: Serve, client: Client
) -> None:
    site = await serve(app(lambda _, __: answer(b"?", status="302 Found")))
    trail = await client.follow(Request(site.url()))
    assert (len(trail.responses), trail.stopped) == (1, "")
