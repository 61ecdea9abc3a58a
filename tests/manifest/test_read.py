from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.facts.product import Caching, Role, RouteKind
from launchready.manifest.read import ManifestError, parse_manifest, read_manifest

WHOLE = """
[product]
canonical = "https://shop.example"
name = "Shop"
owner = "Ada"
profile = "ecommerce-first-customers"
owned = true

[[host]]
name = "shop.example"
role = "apex"

[[host]]
name = "App.Shop.Example."
role = "app"
origin = "203.0.113.9"

[[route]]
name = "log in"
url = "/login"
method = "post"
kind = "login"
caching = "never"

[[redirect]]
from = "/old"
to = "https://shop.example/new"

[cors]
origins = ["https://app.shop.example/"]

[mail]
sends = true
domains = ["shop.example"]

[hosting]
edge = "cloudflare"

[[accept]]
check = "dnssec-missing"
owner = "Ada"
reason = "The registrar cannot do it before March."
until = "2027-03-31"
"""


def test_a_whole_manifest_becomes_a_product() -> None:
    product = parse_manifest(WHOLE)

    assert product.canonical == "https://shop.example/"
    assert product.domain == "shop.example"
    assert [(host.name, host.role) for host in product.hosts] == [
        ("shop.example", Role.APEX),
        ("app.shop.example", Role.APP),
    ]
    [route] = product.routes
    assert route.url == "https://shop.example/login"
    assert (route.method, route.kind, route.caching) == ("POST", RouteKind.LOGIN, Caching.NEVER)
    assert product.redirects[0].source == "https://shop.example/old"
    assert product.cors_origins == ("https://app.shop.example",)
    assert product.edge == "cloudflare"
    assert product.accepted[0].until == "2027-03-31"


def test_the_canonical_host_is_always_a_host() -> None:
    product = parse_manifest('[product]\ncanonical = "https://shop.example:8443/app/"\n')

    assert [host.name for host in product.hosts] == ["shop.example"]
    assert product.canonical == "https://shop.example:8443/app/"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("", "missing required field `product`", id="empty"),
        pytest.param("[product", "is not TOML", id="not TOML"),
        pytest.param(
            '[product]\ncanonical = "https://a.example"\nprofil = "x"',
            "unknown key 'product.profil'; did you mean 'profile'?",
            id="unknown key",
        ),
        pytest.param(
            '[product]\ncanonical = "https://a.example"\n[[hosts]]\nname = "a"',
            "unknown key 'hosts'; did you mean 'host'?",
            id="unknown table",
        ),
        pytest.param(
            '[product]\ncanonical = "https://a.example"\n[[host]]\nname = "a.example"\nrole = "ap"',
            "Invalid enum value 'ap'",
            id="unknown role",
        ),
        pytest.param(
            '[product]\ncanonical = "https://a.example"\n[[host]]\nname = "a.example"\nrole = "ap"',
            "is none of apex, www, app, api, admin",
            id="the roles there are",
        ),
        pytest.param("", "begin it with [product] and canonical", id="how to begin"),
        pytest.param(
            '[product]\ncanonical = "https://a.example"\n[[host]]\nname = "b.test"\nrole = "app"',
            "the host 'b.test' is not of a.example",
            id="a stranger",
        ),
        pytest.param('[product]\ncanonical = "ftp://a.example"', "not a web address", id="scheme"),
        pytest.param('[product]\ncanonical = "https://"', "names no host", id="no host"),
        pytest.param("[product]\ncanonical = 3", "Expected `str`, got `int`", id="wrong type"),
        pytest.param(
            WHOLE.replace("2027-03-31", "soon"), "'soon' is not a date", id="accepted until soon"
        ),
        pytest.param(
            WHOLE.replace("App.Shop.Example.", "shop.example"), "declared twice", id="host twice"
        ),
        pytest.param(
            WHOLE.replace("dnssec-missing", "dnsec-missing"),
            "the accepted risk 'dnsec-missing' is no check; did you mean 'dnssec-missing'?",
            id="accepted check unknown",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(text: str, says: str) -> None:
    with pytest.raises(ManifestError) as caught:
        parse_manifest(text)

    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="no such file"):
        read_manifest(tmp_path / "launchready.toml")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_a_product_or_a_manifest_error(text: str) -> None:
    try:
        parse_manifest(text)
    except ManifestError:
        return


def test_a_host_of_another_domain_belongs_when_its_purpose_is_said() -> None:
    product = parse_manifest(
        '[product]\ncanonical = "https://a.example"\n'
        '[[host]]\nname = "shop.hosted.test"\nrole = "status"\npurpose = "bought status page"\n'
    )
    assert product.host("shop.hosted.test") is not None
