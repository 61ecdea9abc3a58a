from __future__ import annotations

import pytest
from tests.checks.env.surroundings import code, environment, stack, use, variable
from tests.checks.findings import messages

from launchready.checks.env.env_variable_missing_in_production import (
    env_variable_missing_in_production,
)
from launchready.facts.env import Need, Variable, WholeProduction


def whole(*variables: Variable) -> WholeProduction:
    return WholeProduction(environments=(environment(*variables),))


FIRES = [
    pytest.param(
        (whole(variable("A")), code(use("STRIPE_SECRET_KEY")), None),
        "The code needs STRIPE_SECRET_KEY (src/app.ts:7), and production (.env.production)"
        " does not have it.",
        id="lacks it",
    ),
]
QUIET = [
    pytest.param(
        (whole(), code(use("NEXT_PUBLIC_STRIPE_SECRET_KEY")), None), id="must not be set at all"
    ),
    pytest.param((whole(variable("A")), code(use("A")), None), id="set"),
    pytest.param((whole(), code(use("A", Need.DEFAULT)), None), id="a default"),
    pytest.param((whole(), code(use("A", Need.OPTIONAL)), None), id="optional"),
    pytest.param((whole(), code(use("A", aside=True)), None), id="a test reads it"),
    pytest.param(
        (whole(), code(use("PORT"), use("NODE_ENV"), use("VERCEL_URL")), stack("Vercel")),
        id="the platform sets it",
    ),
]


@pytest.mark.parametrize(("facts", "message"), FIRES)
def test_fires(facts: tuple[object, ...], message: str) -> None:
    assert message in messages(env_variable_missing_in_production.judge(*facts))


@pytest.mark.parametrize("facts", QUIET)
def test_stays_quiet(facts: tuple[object, ...]) -> None:
    assert not tuple(env_variable_missing_in_production.judge(*facts))


def test_says_how_the_platform_in_use_sets_it() -> None:
    facts = (whole(), code(use("STRIPE_SECRET_KEY")), stack("Vercel"))
    [finding] = env_variable_missing_in_production.judge(*facts)
    assert finding.fix.startswith("On Vercel: `vercel env add STRIPE_SECRET_KEY production`")
    assert finding.evidence == ("src/app.ts:7: reads STRIPE_SECRET_KEY (required)",)
