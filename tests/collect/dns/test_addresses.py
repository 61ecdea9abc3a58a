from __future__ import annotations

import pytest

from launchready.collect.collector import NotThere
from launchready.collect.dns.addresses import collect_addresses
from launchready.facts.dns import Addresses
from launchready.net.failure import Failure

from .conftest import Looking, Names, hurry

collect = collect_addresses.collect


async def test_a_host_leads_to_its_addresses(looking: Looking) -> None:
    look = await looking(Names({"shop.test A": ("8.8.8.8",), "shop.test AAAA": ("2606:4700::1",)}))
    assert await collect(look, "shop.test") == Addresses(
        "shop.test", ipv4=("8.8.8.8",), ipv6=("2606:4700::1",), ttl=60
    )
    assert look.network.traffic.dns_queries == 2


async def test_a_declared_host_that_does_not_exist_is_a_fact(looking: Looking) -> None:
    look = await looking(Names({"shop.test A": ("8.8.8.8",)}))
    assert await collect(look, "www.shop.test") == Addresses("www.shop.test", exists=False)


async def test_a_guessed_host_that_does_not_exist_is_not_there(looking: Looking) -> None:
    look = await looking(Names({"shop.test A": ("8.8.8.8",)}))
    with pytest.raises(NotThere, match="is a guessed name and has no address"):
        await collect(look, "app.shop.test")


async def test_a_guessed_host_whose_alias_dangles_is_a_fact(looking: Looking) -> None:
    look = await looking(
        Names({"shop.test A": ("8.8.8.8",), "app.shop.test CNAME": ("gone.paas.test.",)})
    )
    found = await collect(look, "app.shop.test")
    assert found.dangling == "gone.paas.test"
    assert found.exists


async def test_a_dangling_wildcard_does_not_make_guessed_hosts(looking: Looking) -> None:
    gone = ("gone.paas.test.",)
    look = await looking(
        Names(
            {
                "shop.test A": ("8.8.8.8",),
                "app.shop.test CNAME": gone,
                "launchready-wildcard-probe.shop.test CNAME": gone,
            }
        )
    )
    with pytest.raises(NotThere, match="only the wildcard record answers"):
        await collect(look, "app.shop.test")


async def test_aliases_that_go_round_are_the_records_own_fault(looking: Looking) -> None:
    look = await looking(
        Names({"www.shop.test CNAME": ("a.shop.test.",), "a.shop.test CNAME": ("www.shop.test.",)})
    )
    found = await collect(look, "www.shop.test")
    assert found.problem == "its CNAME records lead round in a loop"
    assert found.unseen == ()


@pytest.mark.parametrize("host", ["shop.test", "app.shop.test"], ids=["declared", "guessed"])
async def test_a_server_failure_is_unmeasured_not_absent(looking: Looking, host: str) -> None:
    look = await looking(Names({}, failing=frozenset({host})))
    with pytest.raises(Failure, match=f"the look-up of {host} failed: answered SERVFAIL"):
        await collect(look, host)


async def test_a_silent_resolver_is_unmeasured(looking: Looking) -> None:
    look = await looking(Names({}, silent=frozenset({"shop.test"})))
    hurry(look)
    with pytest.raises(Failure, match="no answer from 127"):
        await collect(look, "shop.test")


async def test_one_family_that_fails_does_not_hide_the_other(looking: Looking) -> None:
    look = await looking(
        Names({"shop.test A": ("8.8.8.8",)}, failing=frozenset({"shop.test AAAA"}))
    )
    found = await collect(look, "shop.test")
    assert found.ipv4 == ("8.8.8.8",)
    assert found.unseen == ("AAAA: answered SERVFAIL",)
