from __future__ import annotations

import pytest
from tests.checks.env.surroundings import elsewhere, production, variable
from tests.checks.findings import messages

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
    assert message in messages(same_secret_in_two_environments.judge(*facts))


@pytest.mark.parametrize("facts", QUIET)
def test_stays_quiet(facts: tuple[object, ...]) -> None:
    assert not tuple(same_secret_in_two_environments.judge(*facts))
