from __future__ import annotations

import pytest

from launchready.derive.env.names import secret_in_public, stage_of_path
from launchready.derive.env.value import looks_of, state_of
from launchready.facts.env import Looks, Stage, State

KEY = "ab12" * 8
PLACEHOLDERS = (
    ("API_KEY", "changeme"),
    ("API_KEY", "your-key-here"),
    ("API_KEY", "your_openai_api_key"),
    ("TOKEN", "xxx"),
    ("STRIPE_SECRET_KEY", "sk_test_xxx"),
    ("OPENAI_API_KEY", "sk-..."),
    ("SECRET_KEY", "replace-with-a-long-random-string"),
    ("TOKEN", "<your token>"),
    ("TOKEN", "TODO"),
    ("APP_URL", "https://your-domain.com"),
    ("DATABASE_URL", "postgres://user:password@host:5432/db"),
    ("DB_PASSWORD", "password"),
    ("API_KEY", "null"),
)
VALUES = (
    ("LOG_CHANNEL", "null"),
    ("SSL_MODE", "none"),
    ("APP_NAME", "My App"),
    ("STAGE", "setup-complete"),
    ("FEATURES", "[]"),
    ("JSON", '{"a": 1}'),
    ("NAME", "example"),
    ("DATABASE_URL", "postgres://shop:s3cretpw@db:5432/shop"),
    ("API_KEY", KEY),
    ("MAILER", "insert-coin"),
)


@pytest.mark.parametrize(("name", "value"), PLACEHOLDERS)
def test_words_that_stand_for_a_value_are_placeholders(name: str, value: str) -> None:
    assert state_of(name, value) is State.PLACEHOLDER


@pytest.mark.parametrize(("name", "value"), VALUES)
def test_ordinary_values_are_set(name: str, value: str) -> None:
    assert state_of(name, value) is State.SET


LOOKS = [
    ("STRIPE_SECRET_KEY", "sk_live_" + KEY, Looks.LIVE_KEY),
    ("STRIPE_SECRET_KEY", "sk_test_" + KEY, Looks.TEST_KEY),
    ("DATABASE_URL", "postgres://a:bcdef@db:5432/x", Looks.SECRET),
    ("DATABASE_URL", "postgres://a:bcdef@localhost/x", Looks.LOCAL),
    ("REDIS_HOST", "127.0.0.1", Looks.LOCAL),
    ("JWT_SECRET", KEY, Looks.SECRET),
    ("REGION", "eu-west-1", Looks.PLAIN),
    ("API_URL", "https://api.shop.example", Looks.PLAIN),
    ("NEXT_PUBLIC_SUPABASE_ANON_KEY", KEY, Looks.PLAIN),
    ("HOSTNAME", "mylocalhost.example", Looks.PLAIN),
    ("MAX_TOKENS", "4096", Looks.PLAIN),
]


@pytest.mark.parametrize(("name", "value", "expected"), LOOKS)
def test_says_what_a_value_looks_like(name: str, value: str, expected: Looks) -> None:
    assert looks_of(name, value) is expected


STAGES = [
    (".env.production", Stage.PRODUCTION),
    (".env.production.local", Stage.PRODUCTION),
    ("prod.env", Stage.PRODUCTION),
    ("deploy/production/.env", Stage.PRODUCTION),
    (".env.staging", Stage.STAGING),
    (".env.local", Stage.DEVELOPMENT),
    (".env.test.local", Stage.TEST),
    (".env.local.example", Stage.EXAMPLE),
    ("docker-compose.prod.yml", Stage.PRODUCTION),
    ("product/.env", Stage.UNKNOWN),
    ("docker-compose.yml", Stage.UNKNOWN),
]


@pytest.mark.parametrize(("path", "stage"), STAGES)
def test_tells_the_stage_from_the_path(path: str, stage: Stage) -> None:
    assert stage_of_path(path) is stage


def test_a_reset_page_is_not_a_secret() -> None:
    assert not secret_in_public("NEXT_PUBLIC_PASSWORD_RESET_URL")
    assert secret_in_public("NUXT_PUBLIC_DATABASE_URL_PRIVATE")
