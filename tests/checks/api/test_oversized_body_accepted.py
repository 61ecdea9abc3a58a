from __future__ import annotations

import pytest
from tests.checks.api.bodies import took
from tests.checks.findings import complete

from launchready.checks.api.oversized_body_accepted import oversized_body_accepted as check
from launchready.facts.service import OddBodies


def test_fires_in_words_a_founder_understands() -> None:
    bodies = took(oversized=200)
    [finding] = complete(check.judge(bodies, None))
    assert finding.message == "https://api.shop.example/login accepts a body of 2,097,152 bytes."
    assert finding.subject == "https://api.shop.example/login"


@pytest.mark.parametrize(
    "bodies",
    [
        pytest.param(took(oversized=200), id="accepted"),
        pytest.param(took(oversized=201), id="created"),
        pytest.param(took(oversized=500), id="broke"),
    ],
)
def test_fires(bodies: OddBodies) -> None:
    assert complete(check.judge(bodies, None))


@pytest.mark.parametrize(
    "bodies",
    [
        pytest.param(took(), id="refused"),
        pytest.param(took(oversized=401), id="not signed in"),
        pytest.param(took(oversized=302), id="sent to the login"),
        pytest.param(took(oversized=0), id="hung up on"),
    ],
)
def test_stays_quiet(bodies: OddBodies) -> None:
    assert list(check.judge(bodies, None)) == []
