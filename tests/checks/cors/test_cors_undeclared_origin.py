from __future__ import annotations

import pytest
from tests.checks.cors.probes import probe, seen
from tests.checks.findings import messages

from launchready.checks.cors.cors_undeclared_origin import cors_undeclared_origin
from launchready.facts.cors import CorsProbes, Sender
from launchready.facts.product import Host, Product, Role

PRODUCT = Product(
    cors_origins=("https://app.shop.example",), hosts=(Host("www.shop.example", Role.WWW),)
)

FIRES = [
    pytest.param(
        seen(probe(Sender.FOREIGN, "https://old-preview.example")),
        "https://api.shop.example/orders lets in https://old-preview.example, which is not a"
        " declared origin.",
        id="a preview",
    ),
    pytest.param(
        seen(probe(Sender.NULL, "http://localhost:3000")),
        "https://api.shop.example/orders lets in http://localhost:3000, which is not a declared"
        " origin.",
        id="a developer",
    ),
]
QUIET = [
    pytest.param(seen(probe(Sender.FOREIGN, "https://app.shop.example")), id="declared"),
    pytest.param(
        seen(probe(Sender.FOREIGN, "https://www.shop.example")), id="a host of the product"
    ),
    pytest.param(seen(probe(Sender.FOREIGN, "*")), id="star"),
    pytest.param(
        seen(probe(Sender.FOREIGN, "https://old.example", user=False)), id="without credentials"
    ),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: CorsProbes, message: str) -> None:
    assert message in messages(cors_undeclared_origin.judge(fact, PRODUCT))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: CorsProbes) -> None:
    assert not tuple(cors_undeclared_origin.judge(fact, PRODUCT))
