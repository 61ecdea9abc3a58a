from __future__ import annotations

import pytest
from tests.checks.cors.probes import probe, seen
from tests.checks.findings import messages

from launchready.checks.cors.cors_null_origin import cors_null_origin
from launchready.facts.cors import CorsProbes, Sender

FIRES = [
    pytest.param(
        seen(probe(Sender.NULL)),
        "A sandboxed frame on any website can read what https://api.shop.example/orders answers"
        " to a signed-in user.",
        id="null",
    ),
]
QUIET = [
    pytest.param(seen(probe(Sender.NULL, user=False)), id="without credentials"),
    pytest.param(seen(probe(Sender.FOREIGN), probe(Sender.NULL)), id="everybody is another check"),
    pytest.param(seen(probe(Sender.NULL, "")), id="refused"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: CorsProbes, message: str) -> None:
    assert message in messages(cors_null_origin.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: CorsProbes) -> None:
    assert not tuple(cors_null_origin.judge(fact))
