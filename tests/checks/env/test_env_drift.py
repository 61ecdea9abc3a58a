from __future__ import annotations

import pytest
from tests.checks.env.surroundings import environment, variable
from tests.checks.findings import messages

from launchready.checks.env.env_drift import env_drift
from launchready.facts.env import Stage, StagePair, Variable


def pair(live: tuple[Variable, ...], staging: tuple[Variable, ...]) -> StagePair:
    return StagePair(
        production=(environment(*live),), staging=(environment(*staging, stage=Stage.STAGING),)
    )


FIRES = [
    pytest.param(
        (pair((variable("A"),), (variable("A"), variable("B"))), None),
        "Staging (.env.staging) has B, and production (.env.production) does not.",
        id="only staging",
    ),
    pytest.param(
        (pair((variable("A"), variable("B")), (variable("A"),)), None),
        "Production (.env.production) has B, and staging (.env.staging) does not.",
        id="only production",
    ),
]
QUIET = [
    pytest.param((pair((variable("A"),), (variable("A", "bb"),)), None), id="the same names"),
    pytest.param(
        (pair((variable("PORT"),), (variable("NODE_ENV"),)), None), id="what the platform sets"
    ),
]


@pytest.mark.parametrize(("facts", "message"), FIRES)
def test_fires(facts: tuple[object, ...], message: str) -> None:
    assert message in messages(env_drift.judge(*facts))


@pytest.mark.parametrize("facts", QUIET)
def test_stays_quiet(facts: tuple[object, ...]) -> None:
    assert not tuple(env_drift.judge(*facts))
