from __future__ import annotations

import pytest
from tests.checks.findings import messages

from launchready.checks.env.localhost_in_code import localhost_in_code
from launchready.facts.env import CodeEnvironment, LocalUrl

FIRES = [
    pytest.param(
        (CodeEnvironment(local_urls=(LocalUrl("src/api.ts", 4, "http://localhost:4000/api"),)),),
        "src/api.ts:4 uses http://localhost:4000/api, which only a developer has.",
        id="called",
    ),
]
QUIET = [
    pytest.param((CodeEnvironment(),), id="nothing"),
]


@pytest.mark.parametrize(("facts", "message"), FIRES)
def test_fires(facts: tuple[object, ...], message: str) -> None:
    assert message in messages(localhost_in_code.judge(*facts))


@pytest.mark.parametrize("facts", QUIET)
def test_stays_quiet(facts: tuple[object, ...]) -> None:
    assert not tuple(localhost_in_code.judge(*facts))
