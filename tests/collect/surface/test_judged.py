from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from launchready.checks import all_checks
from launchready.collect import all_collectors
from launchready.engine.gather import gather
from launchready.engine.judge import judge
from launchready.facts.product import Route, RouteKind
from launchready.profiles import load_bar, load_profile

Visit = Callable[..., Awaitable[Any]]
AREAS = {"edge", "cache", "exposure", "authz", "api", "rate", "health"}
HTML = {"Content-Type": "text/html"}
PADDING = "<p>Flowers by post, tomorrow at your door.</p>" * 60
PAGE = f"<!doctype html><title>Shop</title><script src=/app.js></script>{PADDING}"


async def failed(site: Any) -> dict[str, list[str]]:
    """What fails of these areas, with the messages."""
    checks = [one for one in all_checks() if one.area in AREAS]
    kinds = {kind for check in checks for kind in check.kinds}
    collectors = [
        one for one in all_collectors() if one.kind in kinds and "tls" not in one.collect.__module__
    ]
    facts = await gather(collectors, site.look)
    results = judge(checks, facts, load_profile(), load_bar())
    return {
        one.check.id: [finding.message for finding in one.findings]
        for one in results
        if one.status == "failed"
    }


async def test_a_careless_shop_fails_where_it_is_careless(visit: Visit) -> None:
    pages: dict[str, tuple[int, dict[str, str], str]] = {
        "/": (200, {**HTML, "Server": "nginx"}, PAGE),
        "/app.js": (
            200,
            {"Content-Type": "text/javascript", "Cache-Control": "max-age=604800"},
            'fetch("http://localhost:3000/api")',
        ),
        "/.env": (200, {}, "DATABASE_URL=postgres://app:hunter2@db/shop\nSECRET_KEY=abc\n"),
        "/orders": (
            200,
            {"Content-Type": "application/json", "Cache-Control": "public, max-age=60"},
            '[{"id": 1}]',
        ),
    }

    def manifest(base: str) -> dict[str, Any]:
        return {"routes": (Route("orders", f"{base}/orders", authenticated=True),)}

    def answer(method: str, path: str, headers: dict[str, str]) -> object:
        del method, headers
        return pages.get(path, (404, HTML, "<h1>Not found</h1>"))

    found = await failed(await visit(answer, manifest=manifest))
    assert set(found) == {
        "asset-without-fingerprint",
        "compression-missing",
        "edge-not-proxied",
        "env-file-exposed",
        "health-endpoint-missing",
        "html-without-cache-control",
        "localhost-in-bundle",
        "private-page-cacheable",
        "private-route-open",
    }
    assert "hunter2" not in repr(found)


async def test_a_careful_shop_fails_nowhere(visit: Visit) -> None:
    kept = {"Cache-Control": "public, max-age=31536000, immutable", "CF-Cache-Status": "HIT"}
    edge = {"CF-RAY": "8f1-FRA", "Server": "cloudflare", "Alt-Svc": 'h3=":443"'}
    page = PAGE.replace("/app.js", "/assets/app-3f9c2a71.js").replace(PADDING, PADDING[:900])
    pages = {
        "/": (200, {**edge, **HTML, "Cache-Control": "no-cache"}, page),
        "/assets/app-3f9c2a71.js": (
            200,
            {**edge, **kept, "Content-Type": "text/javascript"},
            'fetch("/api")',
        ),
        "/up": (200, {"Content-Type": "application/json"}, '{"status": "ok"}'),
        "/orders": (401, {"Cache-Control": "private, no-store"}, ""),
        "/login": (429, {"Retry-After": "60"}, ""),
    }

    def manifest(base: str) -> dict[str, Any]:
        orders = Route("orders", f"{base}/orders", authenticated=True)
        health = Route("health", f"{base}/up", kind=RouteKind.HEALTH)
        login = Route("login", f"{base}/login", "POST", RouteKind.LOGIN)
        return {"owned": True, "routes": (orders, health, login)}

    def answer(method: str, path: str, headers: dict[str, str]) -> object:
        del method, headers
        # A single-page app: what it does not know gets its own page.
        return pages.get(path, pages["/"])

    site = await visit(answer, manifest=manifest, run={"consent_burst": True})
    assert await failed(site) == {}
