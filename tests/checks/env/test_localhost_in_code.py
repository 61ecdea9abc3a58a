from __future__ import annotations

import pytest

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
    findings = tuple(localhost_in_code.judge(*facts))
    assert message in [finding.message for finding in findings]
    assert all(one.subject and one.fix and one.verify and one.evidence for one in findings)
    assert all(len(line) <= 200 for one in findings for line in one.evidence)


@pytest.mark.parametrize("facts", QUIET)
def test_stays_quiet(facts: tuple[object, ...]) -> None:
    assert not tuple(localhost_in_code.judge(*facts))
