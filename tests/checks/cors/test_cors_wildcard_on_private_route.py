from __future__ import annotations

import pytest
from tests.checks.cors.probes import probe, seen
from tests.checks.findings import messages

from launchready.checks.cors.cors_wildcard_on_private_route import cors_wildcard_on_private_route
from launchready.facts.cors import CorsProbes, Sender

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
