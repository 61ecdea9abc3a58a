from __future__ import annotations

import pytest
from tests.checks.env.surroundings import production, variable
from tests.checks.findings import messages

from launchready.checks.env.test_key_in_live_environment import test_key_in_live_environment
from launchready.facts.env import Looks

FIRES = [
    pytest.param(
        (production(variable("STRIPE_SECRET_KEY", looks=Looks.TEST_KEY)), None),
        "STRIPE_SECRET_KEY of production is a test key (.env.production:3).",
        id="a test key",
    ),
]
QUIET = [
    pytest.param(
        (production(variable("STRIPE_SECRET_KEY", looks=Looks.LIVE_KEY)), None), id="a live key"
    ),
    pytest.param(
        (production(variable("STRIPE_TEST_SECRET_KEY", looks=Looks.TEST_KEY)), None),
        id="named for tests",
    ),
    pytest.param(
        (production(variable("PADDLE_SANDBOX_KEY", looks=Looks.TEST_KEY)), None),
        id="a sandbox beside it",
    ),
]


@pytest.mark.parametrize(("facts", "message"), FIRES)
def test_fires(facts: tuple[object, ...], message: str) -> None:
    assert message in messages(test_key_in_live_environment.judge(*facts))


@pytest.mark.parametrize("facts", QUIET)
def test_stays_quiet(facts: tuple[object, ...]) -> None:
    assert not tuple(test_key_in_live_environment.judge(*facts))
