from __future__ import annotations

import pytest
from tests.checks.env.surroundings import elsewhere, variable
from tests.checks.findings import messages

from launchready.checks.env.live_key_in_test_environment import live_key_in_test_environment
from launchready.facts.env import Looks, Stage

FIRES = [
    pytest.param(
        (elsewhere(variable("STRIPE_SECRET_KEY", looks=Looks.LIVE_KEY)),),
        "STRIPE_SECRET_KEY in the staging environment is a live key (.env.staging:3).",
        id="staging",
    ),
    pytest.param(
        (elsewhere(variable("STRIPE_SECRET_KEY", looks=Looks.LIVE_KEY), stage=Stage.DEVELOPMENT),),
        "STRIPE_SECRET_KEY on a developer's machine is a live key (.env.development:3).",
        id="a laptop",
    ),
]
QUIET = [
    pytest.param(
        (elsewhere(variable("STRIPE_SECRET_KEY", looks=Looks.TEST_KEY)),), id="a test key"
    ),
    pytest.param((elsewhere(variable("JWT_SECRET", looks=Looks.SECRET)),), id="another secret"),
]


@pytest.mark.parametrize(("facts", "message"), FIRES)
def test_fires(facts: tuple[object, ...], message: str) -> None:
    assert message in messages(live_key_in_test_environment.judge(*facts))


@pytest.mark.parametrize("facts", QUIET)
def test_stays_quiet(facts: tuple[object, ...]) -> None:
    assert not tuple(live_key_in_test_environment.judge(*facts))
