from __future__ import annotations

import pytest

from launchready.manifest.guess import product_at
from launchready.manifest.names import AddressError, Target, target


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shop.example", Target("https://shop.example/", "shop.example", "shop.example")),
        ("HTTP://Shop.Example./x", Target("http://shop.example/x", "shop.example", "shop.example")),
        (
            "https://app.shop.co.uk:8443/app/?q=1",
            Target("https://app.shop.co.uk:8443/app/", "app.shop.co.uk", "shop.co.uk"),
        ),
        (
            "bücher.example",
            Target(
                "https://xn--bcher-kva.example/", "xn--bcher-kva.example", "xn--bcher-kva.example"
            ),
        ),
        ("127.0.0.1:8080", Target("https://127.0.0.1:8080/", "127.0.0.1", "")),
        ("::1", Target("https://[::1]/", "::1", "")),
        ("https://[::1]:8443/", Target("https://[::1]:8443/", "::1", "")),
        (
            "mine.vercel.app",
            Target("https://mine.vercel.app/", "mine.vercel.app", "mine.vercel.app"),
        ),
    ],
)
def test_an_address_is_read_as_people_type_it(text: str, expected: Target) -> None:
    assert target(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://",
        "ftp://shop.example",
        "a b.example",
        "https://u:p@shop.example",
        "shop..example",
        "https://shop.example:99999/",
        "x" * 64 + ".example",
        "https://[::1",
        "-a.example",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(AddressError):
        target(text)


def test_a_product_at_an_address_guesses_the_usual_hosts() -> None:
    product = product_at(target("https://shop.example"))

    assert product.hosts[0].name == "shop.example"
    assert product.hosts[0].declared
    assert {host.name for host in product.hosts if not host.declared} >= {
        "www.shop.example",
        "app.shop.example",
        "staging.shop.example",
    }


def test_an_ip_address_has_no_guessed_hosts() -> None:
    assert [host.name for host in product_at(target("127.0.0.1")).hosts] == ["127.0.0.1"]
