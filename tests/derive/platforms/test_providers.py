from __future__ import annotations

from ipaddress import ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.platforms.provider_tables import (
    ALIASES,
    HEADERS,
    NAME_SERVERS,
    RANGES,
    SERVERS,
)
from launchready.derive.platforms.providers import (
    CDN_ONLY,
    EDGES,
    by_address,
    by_aliases,
    by_headers,
    dns_host,
    edge_among,
    hosting_among,
)


@pytest.mark.parametrize(
    ("headers", "edge", "hosting"),
    [
        pytest.param([("CF-RAY", "8f1-FRA"), ("Server", "cloudflare")], "Cloudflare", "", id="cf"),
        pytest.param([("x-vercel-id", "fra1::a")], "Vercel", "Vercel", id="vercel"),
        pytest.param(
            [("Server", "cloudflare"), ("x-render-origin-server", "Render")],
            "Cloudflare",
            "Render",
            id="render behind cloudflare",
        ),
        pytest.param([("X-Served-By", "cache-fra-1")], "Fastly", "", id="fastly"),
        pytest.param([("X-Served-By", "web-3")], "", "", id="somebody's own web-3"),
        pytest.param([("Via", "1.1 vegur"), ("Server", "Heroku")], "", "Heroku", id="heroku"),
        pytest.param([("Via", "1.1 abc.cloudfront.net (CloudFront)")], "CloudFront", "", id="aws"),
        pytest.param([("Server", "nginx/1.24.0")], "", "nginx", id="nginx"),
        pytest.param([("Server", "openresty")], "", "nginx", id="openresty"),
        pytest.param([("Server", "my-own")], "", "", id="unknown"),
        pytest.param([], "", "", id="nothing"),
    ],
)
def test_headers_name_edge_and_hosting(
    headers: list[tuple[str, str]], edge: str, hosting: str
) -> None:
    signs = by_headers(headers)
    found, behind = edge_among(signs), hosting_among(signs)
    assert (found.provider if found else "") == edge
    assert (behind.provider if behind else "") == hosting


@pytest.mark.parametrize(
    ("address", "provider"),
    [
        ("104.16.1.1", "Cloudflare"),
        ("2606:4700::6810:84e5", "Cloudflare"),
        ("151.101.1.57", "Fastly"),
        ("185.199.108.153", "GitHub Pages"),
        ("76.76.21.21", "Vercel"),
        ("75.2.60.5", "Netlify"),
        ("23.227.38.65", "Shopify"),
        ("66.241.125.1", "Fly"),
        ("203.0.113.7", ""),
        ("not an address", ""),
    ],
)
def test_addresses_are_looked_up_in_published_ranges(address: str, provider: str) -> None:
    sign = by_address(address)
    assert (sign.provider if sign else "") == provider


@pytest.mark.parametrize(
    ("alias", "provider"),
    [
        ("d111.cloudfront.net", "CloudFront"),
        ("cname.vercel-dns.com.", "Vercel"),
        ("SHOPS.myshopify.com", "Shopify"),
        ("lb-1.eu-central-1.elb.amazonaws.com", "AWS Elastic Load Balancing"),
        ("notcloudfront.net", ""),
    ],
)
def test_aliases_are_matched_by_whole_labels(alias: str, provider: str) -> None:
    signs = by_aliases("shop.example", [alias])
    assert (signs[0].provider if signs else "") == provider


@pytest.mark.parametrize(
    ("name", "provider"),
    [
        ("ada.ns.cloudflare.com.", "Cloudflare"),
        ("ns-1707.awsdns-21.co.uk", "Amazon Route 53"),
        ("ns47.domaincontrol.com", "GoDaddy"),
        ("dns1.registrar-servers.com", "Namecheap"),
        ("ns-cloud-a1.googledomains.com", "Google Domains"),
        ("ns1.shop.example", ""),
        ("awsdns.example", ""),
    ],
)
def test_name_servers_name_their_host(name: str, provider: str) -> None:
    assert dns_host(name) == provider


def test_the_tables_are_well_formed() -> None:
    for _, blocks in RANGES:
        for block in " ".join(blocks).split():
            ip_network(block)
    assert EDGES >= CDN_ONLY
    for name, *_ in (*HEADERS, *SERVERS, *ALIASES, *NAME_SERVERS):
        assert name == name.lower()


def test_a_suffix_never_hides_a_longer_one_below_it() -> None:
    for table in (ALIASES, NAME_SERVERS):
        ends = [end for end, _ in table]
        for place, end in enumerate(ends):
            assert not any(end.endswith(f".{earlier}") for earlier in ends[:place]), end


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=200)), max_size=20))
def test_no_headers_break_it(headers: list[tuple[str, str]]) -> None:
    for sign in by_headers(headers):
        assert len(sign.evidence) < 200
