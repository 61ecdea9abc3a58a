from __future__ import annotations

import pytest
from tests.checks.env.surroundings import production, variable
from tests.checks.findings import messages

from launchready.checks.env.env_placeholder_value import env_placeholder_value
from launchready.facts.env import State

FIRES = [
    pytest.param(
        (production(variable("API_KEY", state=State.PLACEHOLDER)), None),
        "API_KEY of production holds a placeholder (.env.production:3).",
        id="a placeholder",
    ),
]
QUIET = [
    pytest.param((production(variable("API_KEY")), None), id="a value"),
    pytest.param(
        (production(variable("API_KEY", state=State.EMPTY)), None), id="empty is another check's"
    ),
    pytest.param(
        (production(variable("API_KEY", state=State.REFERENCE)), None), id="from a secret store"
    ),
]


@pytest.mark.parametrize(("facts", "message"), FIRES)
def test_fires(facts: tuple[object, ...], message: str) -> None:
    assert message in messages(env_placeholder_value.judge(*facts))


@pytest.mark.parametrize("facts", QUIET)
def test_stays_quiet(facts: tuple[object, ...]) -> None:
    assert not tuple(env_placeholder_value.judge(*facts))
