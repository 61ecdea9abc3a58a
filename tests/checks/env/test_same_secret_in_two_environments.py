from __future__ import annotations

import pytest
from tests.checks.env.surroundings import elsewhere, production, variable

from launchready.checks.env.same_secret_in_two_environments import same_secret_in_two_environments
from launchready.facts.env import Looks, Stage, State

FIRES = [
    pytest.param(
        (
            production(variable("JWT_SECRET", looks=Looks.SECRET)),
            elsewhere(variable("JWT_SECRET", looks=Looks.SECRET)),
            None,
        ),
        "JWT_SECRET of production is also used in staging.",
        id="the same name",
    ),
    pytest.param(
        (
            production(variable("JWT_SECRET", looks=Looks.SECRET)),
            elsewhere(variable("TOKEN", looks=Looks.SECRET), stage=Stage.DEVELOPMENT),
            None,
        ),
        "JWT_SECRET of production is also used in development as TOKEN.",
        id="another name",
    ),
]
QUIET = [
    pytest.param(
        (
            production(variable("JWT_SECRET", looks=Looks.SECRET)),
            elsewhere(variable("JWT_SECRET", "bb", looks=Looks.SECRET)),
            None,
        ),
        id="different values",
    ),
    pytest.param(
        (production(variable("REGION")), elsewhere(variable("REGION")), None), id="not a secret"
    ),
    pytest.param(
        (
            production(variable("JWT_SECRET", state=State.REFERENCE)),
            elsewhere(variable("JWT_SECRET", state=State.REFERENCE)),
            None,
        ),
        id="both from a store",
    ),
]


@pytest.mark.parametrize(("facts", "message"), FIRES)
def test_fires(facts: tuple[object, ...], message: str) -> None:
    findings = tuple(same_secret_in_two_environments.judge(*facts))
    assert message in [finding.message for finding in findings]
    assert all(one.subject and one.fix and one.verify and one.evidence for one in findings)
    assert all(len(line) <= 200 for one in findings for line in one.evidence)


@pytest.mark.parametrize("facts", QUIET)
def test_stays_quiet(facts: tuple[object, ...]) -> None:
    assert not tuple(same_secret_in_two_environments.judge(*facts))
