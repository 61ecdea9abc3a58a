from __future__ import annotations

import pytest
from tests.checks.env.surroundings import code, stack, use
from tests.checks.findings import messages

from launchready.checks.env.env_not_validated_at_start import env_not_validated_at_start
from launchready.facts.env import Need

FIRES = [
    pytest.param(
        (code(use("A"), use("B"), use("C")), stack("Vercel")),
        "The code reads 3 variables that nothing checks when it starts.",
        id="three open reads",
    ),
]
QUIET = [
    pytest.param(
        (code(use("A"), use("B"), use("C"), validation=True), stack("Vercel")), id="a schema"
    ),
    pytest.param(
        (code(use("A", strict=True), use("B", strict=True), use("C")), stack("Fly")),
        id="reads that fail by themselves",
    ),
    pytest.param((code(use("A"), use("B")), stack("Vercel")), id="two"),
    pytest.param(
        (code(use("A", Need.DEFAULT), use("B", Need.DEFAULT), use("C")), stack("Fly")),
        id="with defaults",
    ),
    pytest.param((code(use("A"), use("B"), use("C")), stack()), id="a library"),
]


@pytest.mark.parametrize(("facts", "message"), FIRES)
def test_fires(facts: tuple[object, ...], message: str) -> None:
    assert message in messages(env_not_validated_at_start.judge(*facts))


@pytest.mark.parametrize("facts", QUIET)
def test_stays_quiet(facts: tuple[object, ...]) -> None:
    assert not tuple(env_not_validated_at_start.judge(*facts))
