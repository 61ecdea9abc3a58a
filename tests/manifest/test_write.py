from __future__ import annotations

import tomllib

from launchready.facts.product import Product, Route
from launchready.manifest.found import Found
from launchready.manifest.write import write_manifest


def written(product: Product) -> dict[str, object]:
    return tomllib.loads(write_manifest(Found(product, ())))


def test_routes_of_one_name_are_told_apart_by_their_host() -> None:
    urls = ("https://a.example/search", "https://www.a.example/search", "https://a.example/s")
    names = ("search", "search", "other")
    routes = tuple(Route(name, url) for name, url in zip(names, urls, strict=True))
    again = (*routes, Route("search", "https://a.example/search/all"))
    table = written(Product(domain="a.example", canonical="https://a.example/", routes=again))
    assert [one["name"] for one in table["route"]] == [  # type: ignore[attr-defined]  # TOML is untyped
        "search at a.example",
        "search at www.a.example",
        "other",
        "search at a.example 2",
    ]


def test_providers_are_spelled_as_the_manual_does() -> None:
    product = Product(canonical="https://a.example/", edge="Cloudflare", dns_host="Cloudflare")
    hosting = written(product)["hosting"]
    assert hosting == {"registrar": "", "dns": "cloudflare", "edge": "cloudflare", "provider": ""}


def test_name_servers_of_an_unknown_host_are_asked_about() -> None:
    found = Found(Product(canonical="https://a.example/"), (), ("ns1.a.example", "ns2.a.example"))
    text = write_manifest(found)
    assert (
        '# Name servers like "ns1.a.example" belong to no known DNS host: who runs them?\ndns = ""'
        in text
    )
    assert tomllib.loads(text)["hosting"]["dns"] == ""
    assert "Name servers" not in write_manifest(Found(found.product, ()))


def test_a_name_server_cannot_write_into_the_manifest() -> None:
    found = Found(Product(canonical="https://a.example/"), (), ('x"\n[[accept]]\n',))
    assert "accept" not in tomllib.loads(write_manifest(found))
