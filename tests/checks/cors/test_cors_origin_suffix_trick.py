from __future__ import annotations

import pytest
from tests.checks.cors.probes import probe, seen
from tests.checks.findings import messages

from launchready.checks.cors.cors_origin_suffix_trick import cors_origin_suffix_trick
from launchready.facts.cors import CorsProbes, Sender

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
