from __future__ import annotations

import pytest
from tests.checks.env.surroundings import code, environment, use, variable
from tests.checks.findings import messages

from launchready.checks.env.secret_in_public_prefix import secret_in_public_prefix
from launchready.facts.env import Environments, Stage

EXAMPLE = environment(variable("EXPO_PUBLIC_STRIPE_SECRET_KEY"), stage=Stage.EXAMPLE)
FIRES = [
    pytest.param(
        (code(use("NEXT_PUBLIC_SUPABASE_SERVICE_ROLE_KEY")), None),
        "NEXT_PUBLIC_SUPABASE_SERVICE_ROLE_KEY names a secret, and NEXT_PUBLIC_ makes the build"
        " publish it.",
        id="read",
    ),
    pytest.param(
        (code(), Environments(environments=(environment(variable("VITE_OPENAI_API_KEY")),))),
        "VITE_OPENAI_API_KEY names a secret, and VITE_ makes the build publish it.",
        id="set",
    ),
    pytest.param(
        (code(use("VITE_DATABASE_URL")), None),
        "VITE_DATABASE_URL names a secret, and VITE_ makes the build publish it.",
        id="a database",
    ),
    pytest.param(
        (code(use("NG_APP_MASTER_KEY")), None),
        "NG_APP_MASTER_KEY names a secret, and NG_APP_ makes the build publish it.",
        id="Angular",
    ),
    pytest.param(
        (
            code(),
            Environments(
                environments=(
                    environment(variable("EXPO_PUBLIC_STRIPE_SECRET_KEY"), stage=Stage.EXAMPLE),
                )
            ),
        ),
        "EXPO_PUBLIC_STRIPE_SECRET_KEY names a secret, and EXPO_PUBLIC_ makes the build"
        " publish it.",
        id="in the example",
    ),
]
PUBLIC = (
    "NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY",
    "NEXT_PUBLIC_SUPABASE_ANON_KEY",
    "VITE_API_KEY",
    "NEXT_PUBLIC_RECAPTCHA_SITE_KEY",
    "NEXT_PUBLIC_FIREBASE_API_KEY",
    "NEXT_PUBLIC_SENTRY_DSN",
    "STRIPE_SECRET_KEY",
    "NEXT_PUBLIC_PASSWORD_RESET_URL",
    "NEXT_PUBLIC_ADMIN_API_URL",
    "VITE_PASSWORD_MIN_LENGTH",
    "PUBLIC_KEY",
    "NEXT_PUBLIC_POSTHOG_KEY",
    "NEXT_PUBLIC_MAPBOX_TOKEN",
)
QUIET = [pytest.param((code(use(name)), None), id=name) for name in PUBLIC]


@pytest.mark.parametrize(("facts", "message"), FIRES)
def test_fires(facts: tuple[object, ...], message: str) -> None:
    assert message in messages(secret_in_public_prefix.judge(*facts))


@pytest.mark.parametrize("facts", QUIET)
def test_stays_quiet(facts: tuple[object, ...]) -> None:
    assert not tuple(secret_in_public_prefix.judge(*facts))
