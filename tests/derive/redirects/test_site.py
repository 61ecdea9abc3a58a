from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.redirects.site import (
    canonical_url,
    doorways,
    host_of,
    in_site,
    place,
    root_of,
    site_hosts,
)
from launchready.facts.http import Exchange, Walk
from launchready.facts.product import Host, Product, Role

APEX, WWW, APP = "https://shop.example/", "https://www.shop.example/", "https://app.shop.example/"
DECLARED = Product(
    domain="shop.example",
    canonical=APEX,
    hosts=(Host("shop.example", Role.APEX), Host("www.shop.example", Role.WWW)),
)
TYPED = Product(
    domain="shop.example",
    canonical=APEX,
    hosts=(Host("shop.example", Role.APEX), Host("www.shop.example", Role.WWW, declared=False)),
)


def ends(start: str, end: str, status: int = 200, stopped: str = "") -> Walk:
    return Walk(start, (Exchange(end, status),), end, stopped=stopped)


@pytest.mark.parametrize(
    ("walks", "canonical"),
    [
        pytest.param((), APEX, id="nothing-was-seen"),
        pytest.param((ends(APEX, WWW),), WWW, id="the-typed-address-leads-to-www"),
        pytest.param((ends(APEX, f"{WWW}en/"),), WWW, id="and-to-a-path-there"),
        pytest.param((ends(APEX, APP),), APP, id="and-to-the-app"),
        pytest.param((ends(APEX, "https://a.test/"),), APEX, id="off-site-counts-for-nothing"),
        pytest.param((ends(APEX, WWW, 503),), APEX, id="an-error-counts-for-nothing"),
        pytest.param((ends(WWW, WWW),), APEX, id="only-the-typed-host-decides"),
        pytest.param(
            (ends("http://shop.example/", "http://shop.example/"), ends(APEX, WWW)),
            WWW,
            id="the-encrypted-start-decides",
        ),
    ],
)
def test_a_typed_address_is_a_hint(walks: tuple[Walk, ...], canonical: str) -> None:
    assert canonical_url(TYPED, walks) == canonical


def test_a_declared_address_is_not() -> None:
    assert canonical_url(DECLARED, (ends(APEX, WWW),)) == APEX


def test_hosts_of_one_site() -> None:
    assert site_hosts(DECLARED) == ("shop.example", "www.shop.example")
    app = Product(domain="shop.example", canonical=APP, hosts=DECLARED.hosts)
    assert site_hosts(app) == ("app.shop.example",)
    assert doorways(app) == ("app.shop.example", "shop.example", "www.shop.example")


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        ("shop.example", True),
        ("a.b.shop.example", True),
        ("evil-shop.example", False),
        ("shop.example.evil.test", False),
        ("", False),
    ],
)
def test_a_host_is_inside_below_the_domain_only(host: str, inside: bool) -> None:
    assert in_site(DECLARED, host) is inside


def test_a_bare_address_has_only_itself() -> None:
    product = Product(canonical="http://192.0.2.1:8080/", hosts=(Host("192.0.2.1", Role.OTHER),))
    assert in_site(product, "192.0.2.1")
    assert not in_site(product, "192.0.2.2")
    assert not in_site(product, "")


def test_places_are_compared_without_the_scheme() -> None:
    assert place("http://a.example/x") == place("https://A.example/") == ("a.example", 443)
    assert place("https://a.example:8443/") == ("a.example", 8443)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | st.text("[]:/@%?#.a1", max_size=30).map("http://".__add__))
def test_no_text_of_a_target_breaks_it(url: str) -> None:
    host_of(url)
    place(url)
    assert root_of(url).endswith("/")
