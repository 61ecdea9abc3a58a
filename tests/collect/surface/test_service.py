from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from launchready.collect.api.bodies import collect_odd_bodies
from launchready.collect.api.burst import collect_login_burst
from launchready.collect.api.health import collect_health_view
from launchready.collect.collector import NotThere, Reach
from launchready.facts.base import PRODUCT
from launchready.facts.product import Route, RouteKind
from launchready.net.failure import Failure

Visit = Callable[..., Awaitable[Any]]
HTML = {"Content-Type": "text/html"}
JSON = {"Content-Type": "application/json"}
SPA = "<!doctype html><title>Shop</title><div id=app></div>"


def with_login(base: str) -> dict[str, Any]:
    route = Route("login", f"{base}/login", "POST", RouteKind.LOGIN, body='{"user": "a"}')
    return {"owned": True, "routes": (route,)}


async def test_a_route_that_takes_anything_is_seen(visit: Visit) -> None:
    def answer(method: str, path: str, headers: dict[str, str]) -> object:
        del method, path
        if int(headers["content-length"]) > 1000:
            return 200, JSON, "{}"
        trace = 'Traceback (most recent call last)\n  File "/srv/app.py", line 3, in login'
        return 500, JSON, trace

    site = await visit(answer, manifest=with_login)
    bodies = await collect_odd_bodies.collect(site.look, f"{site.base}/login")
    assert (bodies.malformed_status, bodies.oversized_status) == (500, 200)
    assert "Traceback" in bodies.stack_trace
    assert bodies.oversized_bytes > 2_000_000


async def test_a_route_that_refuses_is_seen(visit: Visit) -> None:
    site = await visit(lambda *_: (400, JSON, '{"error": "no"}'), manifest=with_login)
    bodies = await collect_odd_bodies.collect(site.look, f"{site.base}/login")
    assert (bodies.malformed_status, bodies.oversized_status) == (400, 400)
    assert bodies.stack_trace == ""


async def test_nothing_is_sent_to_a_target_that_is_not_owned(visit: Visit) -> None:
    def manifest(base: str) -> dict[str, Any]:
        return {**with_login(base), "owned": False}

    run = {"consent_burst": True}
    site = await visit(lambda *_: (200, JSON, "{}"), manifest=manifest, run=run)
    for one in (collect_odd_bodies, collect_login_burst):
        with pytest.raises(NotThere, match="owned = true"):
            await one.collect(site.look, f"{site.base}/login")
    assert site.asked == []


async def test_no_burst_without_consent(visit: Visit) -> None:
    site = await visit(lambda *_: (401, JSON, "{}"), manifest=with_login)
    with pytest.raises(NotThere, match="consent"):
        await collect_login_burst.collect(site.look, f"{site.base}/login")
    assert site.asked == []
    assert collect_login_burst.reach is Reach.LOADS


async def test_a_login_without_a_limit_takes_all_twelve(visit: Visit) -> None:
    run = {"consent_burst": True}
    site = await visit(lambda *_: (401, JSON, "{}"), manifest=with_login, run=run)
    burst = await collect_login_burst.collect(site.look, f"{site.base}/login")
    assert burst.statuses == (401,) * 12
    assert burst.limited_after is None
    assert len(site.asked) == 12


async def test_a_limit_ends_the_burst(visit: Visit) -> None:
    count = iter(range(100))
    site = await visit(
        lambda *_: (401 if next(count) < 5 else 429, JSON, "{}"),
        manifest=with_login,
        run={"consent_burst": True},
    )
    burst = await collect_login_burst.collect(site.look, f"{site.base}/login")
    assert (burst.limited_after, burst.how) == (5, "status 429")
    assert len(site.asked) == 6


async def test_a_route_that_is_no_login_is_not_judged(visit: Visit) -> None:
    run = {"consent_burst": True}
    site = await visit(lambda *_: (404, JSON, "{}"), manifest=with_login, run=run)
    with pytest.raises(Failure, match="not judged as a login"):
        await collect_login_burst.collect(site.look, f"{site.base}/login")


async def test_health_is_found_where_it_usually_is(visit: Visit) -> None:
    def answer(method: str, path: str, headers: dict[str, str]) -> object:
        del method, headers
        if path == "/api/health":
            return 200, JSON, '{"status": "ok", "db": "postgres://app:hunter2@10.0.0.5/shop"}'
        return 200, HTML, SPA

    site = await visit(answer)
    health = await collect_health_view.collect(site.look, PRODUCT)
    assert health.url == f"{site.base}/api/health"
    assert health.leaks[0] == "a connection string with a password (postgres://…)"
    assert "hunter2" not in repr(health)


async def test_a_page_for_people_is_no_health_page(visit: Visit) -> None:
    site = await visit(lambda *_: (200, HTML, SPA))
    health = await collect_health_view.collect(site.look, PRODUCT)
    assert health.url == ""
    assert health.asked == (f"{site.base}/health", f"{site.base}/api/health")


async def test_a_declared_health_route_is_the_only_one_asked(visit: Visit) -> None:
    def manifest(base: str) -> dict[str, Any]:
        return {"routes": (Route("up", f"{base}/up", kind=RouteKind.HEALTH),)}

    site = await visit(lambda *_: (404, JSON, "{}"), manifest=manifest)
    health = await collect_health_view.collect(site.look, PRODUCT)
    assert (health.url, health.declared, health.status) == ("", True, 404)
    assert site.asked == ["GET /up"]


async def test_a_dead_host_leaves_health_unmeasured(visit: Visit) -> None:
    site = await visit(lambda *_: None)
    with pytest.raises(Failure):
        await collect_health_view.collect(site.look, PRODUCT)
