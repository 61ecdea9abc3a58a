from __future__ import annotations

import pytest
from tests.checks.env.surroundings import code, environment, stack, use, variable
from tests.checks.findings import messages

from launchready.checks.env.env_example_out_of_date import env_example_out_of_date
from launchready.facts.env import Environments, Stage


def example(*names: str) -> Environments:
    listed = (variable(name) for name in names)
    return Environments(environments=(environment(*listed, stage=Stage.EXAMPLE),))


FIRES = [
    pytest.param(
        (code(use("A"), use("B")), example("A"), stack("Fly")),
        ".env.example does not list B.",
        id="a name is missing",
    ),
    pytest.param(
        (code(use("A"), use("B"), use("C")), None, stack("Fly")),
        "No .env.example lists the 3 variables that the code needs.",
        id="no example at all",
    ),
]
QUIET = [
    pytest.param((code(use("A")), example("A", "OLD"), stack("Fly")), id="complete"),
    pytest.param(
        (code(use("A"), use("B"), use("C"), validation=True), None, stack("Fly")),
        id="a schema instead",
    ),
    pytest.param((code(use("A"), use("B"), use("C")), None, stack()), id="a library"),
    pytest.param((code(use("A")), None, stack("Fly")), id="few variables"),
]


@pytest.mark.parametrize(("facts", "message"), FIRES)
def test_fires(facts: tuple[object, ...], message: str) -> None:
    assert message in messages(env_example_out_of_date.judge(*facts))


@pytest.mark.parametrize("facts", QUIET)
def test_stays_quiet(facts: tuple[object, ...]) -> None:
    assert not tuple(env_example_out_of_date.judge(*facts))
