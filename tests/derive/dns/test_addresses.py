from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.dns.addresses import broken_chain, public, unreachable
from launchready.derive.dns.tree import climb
from launchready.net.guard import is_public


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("8.8.8.8", ""),
        ("2606:4700::1111", ""),
        ("10.1.2.3", "an address of a private network"),
        ("127.0.0.53", "the visitor's own computer"),
        ("::1", "the visitor's own computer"),
        ("0.0.0.0", "no address at all"),
        ("169.254.169.254", "a link-local address"),
        ("224.0.0.1", "a multicast address"),
        ("100.64.0.1", "an address that is not public"),
        ("::ffff:10.0.0.1", "an address of a private network"),
        ("2002:0a00:0001::1", "an address of a private network"),
    ],
)
def test_says_why_an_address_cannot_be_reached(address: str, why: str) -> None:
    assert unreachable(address) == why


@settings(max_examples=200, deadline=None)
@given(st.ip_addresses())
def test_agrees_with_the_guard(ip: IPv4Address | IPv6Address) -> None:
    assert (unreachable(str(ip)) == "") is is_public(str(ip))


def test_keeps_the_public_ones() -> None:
    assert public(("8.8.8.8", "10.0.0.1", "::1")) == ("8.8.8.8",)
    assert ip_address("8.8.8.8").is_global


def test_chains_that_lead_nowhere() -> None:
    assert broken_chain("a.example", ("b.example", "c.example")) == ""
    assert "loop" in broken_chain("a.example", ("b.example", "a.example"))
    assert "more than 10" in broken_chain("a.example", tuple(f"{n}.example" for n in range(11)))


@pytest.mark.parametrize(
    ("host", "names"),
    [
        ("shop.example", ("shop.example",)),
        ("a.b.shop.co.uk", ("a.b.shop.co.uk", "b.shop.co.uk", "shop.co.uk")),
        ("co.uk", ("co.uk",)),
        ("localhost", ("localhost",)),
    ],
)
def test_climbs_to_the_registered_domain(host: str, names: tuple[str, ...]) -> None:
    assert climb(host) == names
