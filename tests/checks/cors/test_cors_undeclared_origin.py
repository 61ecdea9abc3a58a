from __future__ import annotations

import pytest
from tests.checks.findings import messages

from launchready.checks.cors.cors_undeclared_origin import cors_undeclared_origin
from launchready.facts.cors import CorsProbe, CorsProbes, Sender
from launchready.facts.product import Host, Product, Role

URL = "https://api.shop.example/orders"
ORIGINS = {
    Sender.FOREIGN: "https://launchready-probe.example",
    Sender.PREFIX: "https://evil-shop.example",
    Sender.SUFFIX: "https://shop.example.launchready-probe.example",
    Sender.NULL: "null",
    Sender.PLAIN: "http://shop.example",
}


def probe(
    sender: Sender, allow: str | None = None, *, user: bool = True, private: bool = False
) -> CorsProbe:
    origin = ORIGINS[sender]
    allowed = origin if allow is None else allow
    return CorsProbe(
        URL, sender, origin, status=200, allow_origin=allowed, credentials=user, private=private
    )


def seen(*probes: CorsProbe) -> CorsProbes:
    return CorsProbes("api.shop.example", probes)


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
    assert message in messages(
        cors_undeclared_origin.judge(
            fact,
            Product(
                cors_origins=("https://app.shop.example",),
                hosts=(Host("www.shop.example", Role.WWW),),
            ),
        )
    )


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: CorsProbes) -> None:
    assert not tuple(
        cors_undeclared_origin.judge(
            fact,
            Product(
                cors_origins=("https://app.shop.example",),
                hosts=(Host("www.shop.example", Role.WWW),),
            ),
        )
    )
