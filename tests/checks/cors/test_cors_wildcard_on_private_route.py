from __future__ import annotations

import pytest
from tests.checks.findings import messages

from launchready.checks.cors.cors_wildcard_on_private_route import cors_wildcard_on_private_route
from launchready.facts.cors import CorsProbe, CorsProbes, Sender

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
        seen(probe(Sender.FOREIGN, "*", user=False, private=True)),
        "https://api.shop.example/orders is private, but lets every website read its answers.",
        id="star",
    ),
    pytest.param(
        seen(probe(Sender.FOREIGN, user=False, private=True)),
        "https://api.shop.example/orders is private, but lets every website read its answers.",
        id="echo without credentials",
    ),
]
QUIET = [
    pytest.param(seen(probe(Sender.FOREIGN, "*", user=False)), id="a public route"),
    pytest.param(seen(probe(Sender.FOREIGN, "", private=True)), id="refused"),
    pytest.param(seen(probe(Sender.FOREIGN, private=True)), id="with credentials is another check"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: CorsProbes, message: str) -> None:
    assert message in messages(cors_wildcard_on_private_route.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: CorsProbes) -> None:
    assert not tuple(cors_wildcard_on_private_route.judge(fact))
