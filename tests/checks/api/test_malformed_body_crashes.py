from __future__ import annotations

import pytest
from tests.checks.api.bodies import took
from tests.checks.findings import complete

from launchready.checks.api.malformed_body_crashes import malformed_body_crashes as check
from launchready.facts.service import OddBodies


def test_fires_in_words_a_founder_understands() -> None:
    bodies = took(malformed=500)
    [finding] = complete(check.judge(bodies))
    assert (
        finding.message == "https://api.shop.example/login answers a broken body with status 500."
    )


@pytest.mark.parametrize(
    "bodies",
    [
        pytest.param(took(malformed=500), id="a server error"),
        pytest.param(took(trace="Traceback (most recent call last)"), id="a trace"),
    ],
)
def test_fires(bodies: OddBodies) -> None:
    assert complete(check.judge(bodies))


@pytest.mark.parametrize(
    "bodies",
    [
        pytest.param(took(), id="refused"),
        pytest.param(took(malformed=401), id="not signed in"),
        pytest.param(took(malformed=422), id="unprocessable"),
    ],
)
def test_stays_quiet(bodies: OddBodies) -> None:
    assert list(check.judge(bodies)) == []
