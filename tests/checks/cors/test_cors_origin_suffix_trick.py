from __future__ import annotations

import pytest
from tests.checks.findings import messages

from launchready.checks.cors.cors_origin_suffix_trick import cors_origin_suffix_trick
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
        seen(probe(Sender.SUFFIX)),
        "A website below any other domain whose name begins with yours can read what"
        " https://api.shop.example/orders answers to a signed-in user.",
        id="begins with it",
    ),
]
QUIET = [
    pytest.param(
        seen(probe(Sender.FOREIGN), probe(Sender.SUFFIX)), id="everybody is another check"
    ),
    pytest.param(seen(probe(Sender.SUFFIX, "")), id="refused"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: CorsProbes, message: str) -> None:
    assert message in messages(cors_origin_suffix_trick.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: CorsProbes) -> None:
    assert not tuple(cors_origin_suffix_trick.judge(fact))
