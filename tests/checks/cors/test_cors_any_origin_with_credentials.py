from __future__ import annotations

import pytest
from tests.checks.cors.probes import probe, seen
from tests.checks.findings import messages

from launchready.checks.cors.cors_any_origin_with_credentials import (
    cors_any_origin_with_credentials,
)
from launchready.facts.cors import CorsProbes, Sender

FIRES = [
    pytest.param(
        seen(probe(Sender.FOREIGN)),
        "Any website can read what https://api.shop.example/orders answers to a signed-in user.",
        id="echoed",
    ),
]
QUIET = [
    pytest.param(seen(probe(Sender.FOREIGN, user=False)), id="without credentials"),
    pytest.param(
        seen(probe(Sender.FOREIGN, "*")), id="star with credentials is refused by browsers"
    ),
    pytest.param(seen(probe(Sender.FOREIGN, "https://app.shop.example")), id="fixed origin"),
    pytest.param(seen(probe(Sender.FOREIGN, "")), id="none"),
    pytest.param(seen(), id="nothing probed"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: CorsProbes, message: str) -> None:
    assert message in messages(cors_any_origin_with_credentials.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: CorsProbes) -> None:
    assert not tuple(cors_any_origin_with_credentials.judge(fact))
