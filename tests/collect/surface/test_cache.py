from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from launchready.collect.cache.assets import collect_cache_probe
from launchready.collect.cache.visitors import collect_two_visitors, private_urls
from launchready.collect.collector import NotThere
from launchready.derive.caches.cache_status import Served, cache_status
from launchready.facts.cache import AssetKind
from launchready.facts.product import Caching, Route
from launchready.net.failure import Failure

Visit = Callable[..., Awaitable[Any]]
HOST = "127.0.0.1"
HTML = {"Content-Type": "text/html"}
PAGE = """<script src="/app.js"></script><script src="/more.js"></script>
<link rel="stylesheet" href="/app.css"><img src="https://cdn.other.example/x.png">"""


async def test_assets_behind_an_edge_are_asked_for_twice(visit: Visit) -> None:
    seen: list[str] = []

    def answer(method: str, path: str, headers: dict[str, str]) -> object:
        del method, headers
        if path == "/":
            return 200, HTML, PAGE
        seen.append(path)
        state = "HIT" if seen.count(path) > 1 else "MISS"
        kept = {"Cache-Control": "max-age=600", "CF-Cache-Status": state}
        return 200, {"Content-Type": "text/javascript", **kept}, "let a = 1;"

    site = await visit(answer)
    probe = await collect_cache_probe.collect(site.look, HOST)
    assert [asset.kind for asset in probe.assets] == [AssetKind.SCRIPT, AssetKind.STYLE]
    for asset in probe.assets:
        assert asset.second is not None
        assert cache_status(asset.first).served is Served.ORIGIN
        assert cache_status(asset.second).served is Served.CACHE


async def test_assets_without_an_edge_are_asked_for_once(visit: Visit) -> None:
    def answer(method: str, path: str, headers: dict[str, str]) -> object:
        del method, headers
        return (200, HTML, PAGE) if path == "/" else (200, {"Server": "nginx"}, "let a = 1;")

    site = await visit(answer)
    probe = await collect_cache_probe.collect(site.look, HOST)
    assert site.asked.count("GET /app.js") == 1
    assert all(asset.second is None for asset in probe.assets)


async def test_an_asset_that_hangs_is_named_and_not_fine(visit: Visit) -> None:
    def answer(method: str, path: str, headers: dict[str, str]) -> object:
        del method, headers
        return {"/": (200, HTML, PAGE), "/app.css": None}.get(path, (200, {}, "let a = 1;"))

    site = await visit(answer)
    probe = await collect_cache_probe.collect(site.look, HOST)
    assert [asset.kind for asset in probe.assets] == [AssetKind.SCRIPT]
    assert len(probe.unseen) == 1
    assert "/app.css: " in probe.unseen[0]


async def test_a_hanging_site_is_unmeasured_not_fine(visit: Visit) -> None:
    site = await visit(lambda *_: None)
    with pytest.raises(Failure):
        await collect_cache_probe.collect(site.look, HOST)
    with pytest.raises(Failure):
        await collect_two_visitors.collect(site.look, f"{site.base}/")


async def test_two_visitors_who_get_one_session_are_seen_without_its_value(visit: Visit) -> None:
    value = "a-session-that-is-shared-by-everybody"

    def answer(method: str, path: str, headers: dict[str, str]) -> object:
        del method, path
        assert "cookie" not in headers
        return 200, {**HTML, "Set-Cookie": f"sid={value}; HttpOnly"}, "<p>hello"

    site = await visit(answer)
    two = await collect_two_visitors.collect(site.look, f"{site.base}/")
    assert two.same_cookies == ("sid",)
    assert value not in repr(two)
    assert site.asked == ["GET /", "GET /"]


async def test_visitors_with_their_own_sessions_share_nothing(visit: Visit) -> None:
    count = iter(range(100))

    def answer(*_: object) -> object:
        return 200, {**HTML, "Set-Cookie": f"sid=a-long-session-value-{next(count)}"}, "<p>hello"

    site = await visit(answer)
    two = await collect_two_visitors.collect(site.look, f"{site.base}/")
    assert two.same_cookies == ()


async def test_a_page_without_cookies_has_nothing_to_share(visit: Visit) -> None:
    site = await visit(lambda *_: (200, HTML, "<p>hello"))
    with pytest.raises(NotThere):
        await collect_two_visitors.collect(site.look, f"{site.base}/")


async def test_declared_private_routes_are_asked_for_twice(visit: Visit) -> None:
    def manifest(base: str) -> dict[str, Any]:
        me = Route("me", f"{base}/me", authenticated=True)
        cart = Route("cart", f"{base}/cart", caching=Caching.NEVER)
        pay = Route("pay", f"{base}/pay", method="POST", authenticated=True)
        return {"routes": (me, cart, pay)}

    site = await visit(lambda *_: (200, {**HTML, "Age": "5"}, "<p>hello"), manifest=manifest)
    assert private_urls(site.look.product) == (
        f"{site.base}/me",
        f"{site.base}/cart",
        f"{site.base}/",
    )
    two = await collect_two_visitors.collect(site.look, f"{site.base}/me")
    assert (two.private, two.never_cache) == ("declared as signed-in only", False)
    two = await collect_two_visitors.collect(site.look, f"{site.base}/cart")
    assert (two.private, two.never_cache) == ("", True)
    assert site.asked == ["GET /me", "GET /me", "GET /cart", "GET /cart"]
