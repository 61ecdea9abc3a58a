from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from launchready.collect.api.doors import collect_admission
from launchready.collect.api.health import collect_health_view
from launchready.collect.cache.assets import collect_cache_probe
from launchready.collect.cache.visitors import collect_two_visitors
from launchready.collect.edge.platform import collect_platform
from launchready.collect.edge.view import collect_edge_view
from launchready.collect.error_pages import PROBE
from launchready.collect.exposure.bundle import collect_bundle
from launchready.collect.exposure.files import collect_exposure
from launchready.collect.pages import collect_page
from launchready.engine.gather import gather
from launchready.facts.base import Unmeasured
from launchready.facts.product import Role

Visit = Callable[..., Awaitable[Any]]
OURS = (
    collect_admission,
    collect_bundle,
    collect_cache_probe,
    collect_edge_view,
    collect_exposure,
    collect_health_view,
    collect_page,
    collect_platform,
    collect_two_visitors,
)
MOST = 18
"""Requests that one host may get from all of these by default, besides its page and the page for
unknown addresses, which other collectors ask for too."""
PAGE = """<!doctype html><title>Shop</title><p>Flowers by post, tomorrow at your door.</p>
<script src=/a.js></script><script src=/b.js></script><script src=/c.js></script>
<script src=/d.js></script><link rel=stylesheet href=/a.css><img src=/a.webp>"""


def shop(method: str, path: str, headers: dict[str, str]) -> object:
    del method, headers
    edge = {"CF-RAY": "8f1-FRA", "CF-Cache-Status": "MISS"}
    if path.endswith((".js", ".css")):
        return 200, {**edge, "Content-Type": "text/javascript"}, "let a = 1;"
    return 200, {**edge, "Content-Type": "text/html", "Set-Cookie": "sid=1"}, PAGE


@pytest.mark.parametrize("role", [Role.APEX, Role.APP, Role.ADMIN, Role.API])
async def test_a_busy_host_gets_few_requests_and_few_connections(visit: Visit, role: Role) -> None:
    site = await visit(shop, role)
    facts = await gather(OURS, site.look)
    assert [one.what for one in facts if isinstance(one.what, Unmeasured)] == []
    extra = [one for one in site.asked if one != f"GET {PROBE}"][1:]
    assert len(extra) <= MOST, extra
    assert site.look.network.traffic.connections <= 4


async def test_a_silent_host_is_unmeasured_everywhere_and_soon(visit: Visit) -> None:
    site = await visit(lambda *_: None)
    facts = await gather(OURS, site.look, seconds=10)
    kinds = {one.kind for one in facts if isinstance(one.what, Unmeasured)}
    assert kinds >= {one.kind for one in OURS if one is not collect_platform}
