from __future__ import annotations

import pytest
from tests.checks.env.surroundings import code, environment, production, use, variable
from tests.checks.findings import messages

from launchready.checks.env.env_variable_empty import env_variable_empty
from launchready.facts.env import Need, Production, State

FIRES = [
    pytest.param(
        (production(variable("A", state=State.EMPTY)), code(use("A")), None),
        "A is empty in production (.env.production:3).",
        id="the code needs it",
    ),
    pytest.param(
        (production(variable("JWT_SECRET", state=State.EMPTY)), None, None),
        "JWT_SECRET is empty in production (.env.production:3).",
        id="a secret that nothing is seen to read",
    ),
]
QUIET = [
    pytest.param(
        (
            production(variable("SENTRY_AUTH_TOKEN", state=State.EMPTY)),
            code(use("SENTRY_AUTH_TOKEN", Need.OPTIONAL)),
            None,
        ),
        id="the code can do without",
    ),
    pytest.param(
        (production(variable("FEATURE_X", state=State.EMPTY)), code(), None),
        id="not read and no secret",
    ),
    pytest.param(
        (
            Production(
                environments=(
                    environment(variable("A", state=State.EMPTY)),
                    environment(variable("A", state=State.REFERENCE)),
                )
            ),
            code(use("A")),
            None,
        ),
        id="another source sets it",
    ),
    pytest.param((production(variable("A")), code(use("A")), None), id="set"),
]


@pytest.mark.parametrize(("facts", "message"), FIRES)
def test_fires(facts: tuple[object, ...], message: str) -> None:
    assert message in messages(env_variable_empty.judge(*facts))


@pytest.mark.parametrize("facts", QUIET)
def test_stays_quiet(facts: tuple[object, ...]) -> None:
    assert not tuple(env_variable_empty.judge(*facts))
