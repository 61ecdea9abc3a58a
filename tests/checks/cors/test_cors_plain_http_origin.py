from __future__ import annotations

import pytest
from tests.checks.cors.probes import probe, seen
from tests.checks.findings import messages

from launchready.checks.cors.cors_plain_http_origin import cors_plain_http_origin
from launchready.facts.cors import CorsProbes, Sender

FIRES = [
    pytest.param(
        seen(probe(Sender.PLAIN)),
        "The unencrypted http://shop.example can read what https://api.shop.example/orders"
        " answers to a signed-in user.",
        id="plain",
    ),
]
QUIET = [
    pytest.param(seen(probe(Sender.PLAIN, "https://shop.example")), id="refused"),
    pytest.param(seen(probe(Sender.FOREIGN), probe(Sender.PLAIN)), id="everybody is another check"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: CorsProbes, message: str) -> None:
    assert message in messages(cors_plain_http_origin.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: CorsProbes) -> None:
    assert not tuple(cors_plain_http_origin.judge(fact))
