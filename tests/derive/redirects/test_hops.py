from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.commands import ends_on
from launchready.derive.redirects.astray import astray
from launchready.derive.redirects.deep_link import loses_path, loses_query
from launchready.derive.redirects.hops import hops, lines, passes_https_start
from launchready.facts.http import Exchange, Walk
from launchready.facts.product import Product


def redirect(url: str, location: str, status: int = 301) -> Exchange:
    return Exchange(url, status, (("Location", location),))


def test_a_relative_location_is_resolved() -> None:
    [hop] = hops(Walk("https://a.example/x/", (redirect("https://a.example/x/", "../y"),)))
    assert str(hop) == "301 https://a.example/x/ -> https://a.example/y"


def test_a_status_that_is_no_redirect_leads_nowhere() -> None:
    assert not tuple(hops(Walk("https://a.example/", (redirect("https://a.example/", "/b", 201),))))


def test_lines_are_bounded() -> None:
    steps = tuple(redirect(f"https://a.example/{n}", "b" * 500) for n in range(40))
    said = lines(Walk("https://a.example/0", steps))
    assert len(said) <= 14
    assert all(len(line) <= 200 for line in said)


def test_the_encrypted_start_is_recognised_by_its_place() -> None:
    steps = (
        redirect("http://a.example/", "http://a.example/x"),
        redirect("http://a.example/x", "https://a.example/"),
        Exchange("https://a.example/", 200),
    )
    assert passes_https_start(Walk("http://a.example/", steps)) == 2
    assert passes_https_start(Walk("https://a.example/", steps)) == 0


def test_commands_quote_what_came_from_a_target() -> None:
    assert "'https://a.example/$(x)'" in ends_on("https://a.example/$(x)", "https:")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.text("[]:/@%?#.a&=", max_size=30))
def test_no_location_breaks_the_reading(location: str) -> None:
    walk = Walk("http://a.example/p?q=1", (redirect("http://a.example/p?q=1", location),))
    product = Product(domain="a.example", canonical="https://a.example/")
    lines(walk)
    tuple(loses_path(walk))
    tuple(loses_query(walk))
    astray((walk,), product, product.canonical)
