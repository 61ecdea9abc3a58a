from __future__ import annotations

import pytest

from launchready.collect.collector import NotThere
from launchready.collect.dns.takeover import collect_takeover
from launchready.facts.dns import Takeover
from launchready.net.failure import Failure

from .conftest import Looking, Names
from .web import saying

collect = collect_takeover.collect
PAGES = Names(
    {
        "shop.test A": ("8.8.8.8",),
        "www.shop.test CNAME": ("shop.github.io.",),
        "shop.github.io A": ("185.199.108.153",),
    }
)
UNCLAIMED = "<p>There isn&#39;t a GitHub Pages site here.</p>"
CLOSED = 9
WHERE = ("www.shop.test", "GitHub Pages", "shop.github.io")


def _plain(host: str, port: int) -> dict[tuple[str, int], tuple[str, int]]:
    """No HTTPS: a service has no certificate for a name that nobody has."""
    return {(host, 80): ("127.0.0.1", port), (host, 443): ("127.0.0.1", CLOSED)}


async def test_the_page_of_a_name_that_nobody_has_is_recognised(looking: Looking) -> None:
    async with saying("404 Not Found", UNCLAIMED) as port:
        connect = _plain("www.shop.test", port)
        found = await collect(await looking(PAGES, connect=connect), "www.shop.test")
    assert found == Takeover(
        *WHERE,
        claimable=True,
        fingerprint="There isn't a GitHub Pages site here.",
        url="http://www.shop.test/",
        status=404,
    )


@pytest.mark.parametrize(
    ("status", "body"),
    [("200 OK", "<h1>Blog</h1>"), ("404 Not Found", "Nothing here"), ("200 OK", UNCLAIMED)],
    ids=["a site", "a site without a front page", "a page about such pages"],
)
async def test_a_name_in_use_is_not_claimable(looking: Looking, status: str, body: str) -> None:
    async with saying(status, body) as port:
        connect = _plain("www.shop.test", port)
        found = await collect(await looking(PAGES, connect=connect), "www.shop.test")
    assert not found.claimable
    assert found.fingerprint == ""


async def test_an_address_that_only_one_service_has_counts_too(looking: Looking) -> None:
    async with saying("404 Not Found", UNCLAIMED) as port:
        connect = _plain("shop.test", port)
        names = Names({"shop.test A": ("185.199.108.153",)})
        found = await collect(await looking(names, connect=connect), "shop.test")
    assert (found.leads_to, found.claimable) == ("185.199.108.153", True)


@pytest.mark.parametrize(
    ("target", "claimable"),
    [("old.azurewebsites.net", True), ("old.herokudns.com", False)],
    ids=["a stranger can register it", "names are given at random"],
)
async def test_a_target_that_is_gone_is_claimable_where_names_are_chosen(
    looking: Looking, target: str, *, claimable: bool
) -> None:
    names = Names({"shop.test A": ("8.8.8.8",), "www.shop.test CNAME": (f"{target}.",)})
    look = await looking(names)
    found = await collect(look, "www.shop.test")
    assert found.claimable is claimable
    assert look.network.traffic.connections == 0


async def test_a_host_of_ones_own_is_not_there(looking: Looking) -> None:
    with pytest.raises(NotThere, match="leads to no service"):
        await collect(await looking(PAGES), "shop.test")


async def test_a_dead_service_is_unmeasured(looking: Looking) -> None:
    connect = {("www.shop.test", scheme): ("127.0.0.1", CLOSED) for scheme in (80, 443)}
    with pytest.raises(Failure):
        await collect(await looking(PAGES, connect=connect), "www.shop.test")


async def test_a_bot_wall_is_not_judged(looking: Looking) -> None:
    async with saying("403 Forbidden", "Just a moment...", "cf-mitigated: challenge") as port:
        connect = _plain("www.shop.test", port)
        with pytest.raises(Failure, match="answered instead of the site"):
            await collect(await looking(PAGES, connect=connect), "www.shop.test")
