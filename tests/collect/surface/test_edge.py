from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from launchready.collect.edge.origin import collect_origin_view
from launchready.collect.edge.platform import collect_platform
from launchready.collect.edge.view import collect_edge_view
from launchready.facts.base import PRODUCT
from launchready.facts.product import Host, Role
from launchready.net.failure import Failure

Visit = Callable[..., Awaitable[Any]]
HOST = "127.0.0.1"
PAGE = "<title>Shop</title><p>Flowers by post.</p>"


async def test_an_edge_is_recognised_even_by_its_bot_wall(visit: Visit) -> None:
    wall = {"Server": "cloudflare", "CF-RAY": "8f1-FRA", "cf-mitigated": "challenge"}
    site = await visit(lambda *_: (403, wall, "<title>Just a moment"))
    view = await collect_edge_view.collect(site.look, HOST)
    assert view.edge == "Cloudflare"
    assert view.evidence[0] == "CF-RAY: 8f1-FRA"
    assert view.addresses == (HOST,)


async def test_a_bare_server_has_no_edge_and_a_name(visit: Visit) -> None:
    site = await visit(lambda *_: (200, {"Server": "nginx/1.24"}, PAGE))
    view = await collect_edge_view.collect(site.look, HOST)
    assert (view.edge, view.hosting, view.cached) == ("", "nginx", False)


async def test_the_platform_is_that_of_the_main_host(visit: Visit) -> None:
    site = await visit(
        lambda *_: (200, {"Server": "Vercel", "x-vercel-id": "fra1::x"}, PAGE),
        manifest=lambda _: {"dns_host": "Cloudflare"},
    )
    platform = await collect_platform.collect(site.look, PRODUCT)
    assert (platform.edge, platform.hosting, platform.dns) == ("Vercel", "Vercel", "Cloudflare")
    assert platform.evidence[-1] == "Cloudflare is the DNS host that the manifest declares"


async def test_the_platform_knows_what_meets_visitors_of_each_host_that_answers(
    visit: Visit,
) -> None:
    hosts = (Host(HOST, Role.APEX), Host("::1", Role.APP))
    site = await visit(
        lambda *_: (200, {"Server": "nginx/1.24"}, PAGE), manifest=lambda _: {"hosts": hosts}
    )
    platform = await collect_platform.collect(site.look, PRODUCT)
    assert [(view.subject, view.hosting) for view in platform.hosts] == [(HOST, "nginx")]


async def test_a_dead_host_is_unmeasured_but_the_platform_is_only_unknown(visit: Visit) -> None:
    site = await visit(lambda *_: None)
    with pytest.raises(Failure):
        await collect_edge_view.collect(site.look, HOST)
    platform = await collect_platform.collect(site.look, PRODUCT)
    assert (platform.edge, platform.hosting) == ("", "")


async def test_an_origin_that_serves_the_same_page_answers(visit: Visit) -> None:
    origin = await visit(lambda *_: (200, {"Content-Type": "text/html"}, PAGE))
    place = origin.base.removeprefix("http://")
    site = await visit(
        lambda *_: (200, {"Content-Type": "text/html"}, PAGE),
        manifest=lambda _: {"hosts": (Host(HOST, Role.APEX, origin=place),)},
    )
    view = await collect_origin_view.collect(site.look, HOST)
    assert view.answers
    assert origin.asked == ["GET /"]


@pytest.mark.parametrize("status", [403, 404, 521])
async def test_an_origin_that_refuses_does_not_answer(visit: Visit, status: int) -> None:
    origin = await visit(lambda *_: (status, {}, "no"))
    place = origin.base.removeprefix("http://")
    site = await visit(
        lambda *_: (200, {"Content-Type": "text/html"}, PAGE),
        manifest=lambda _: {"hosts": (Host(HOST, Role.APEX, origin=place),)},
    )
    view = await collect_origin_view.collect(site.look, HOST)
    assert not view.answers
    assert view.why == f"it refuses with status {status}"


async def test_an_origin_behind_a_firewall_does_not_answer(visit: Visit) -> None:
    site = await visit(
        lambda *_: (200, {"Content-Type": "text/html"}, PAGE),
        manifest=lambda _: {"hosts": (Host(HOST, Role.APEX, origin="127.0.0.1:9"),)},
    )
    view = await collect_origin_view.collect(site.look, HOST)
    assert not view.answers
