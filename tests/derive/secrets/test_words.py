from __future__ import annotations

import base64
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.secrets.assignments import assignments
from launchready.derive.secrets.formats import read_format
from launchready.derive.secrets.identity import NAMED_RULE, identify
from launchready.derive.secrets.jwt import claims
from launchready.derive.secrets.kinds import kind_of_rule, kind_of_value
from launchready.derive.secrets.log_lines import is_card, masked, seen_in, template
from launchready.derive.secrets.naming import betrays, is_secret_name, public_variables
from launchready.derive.secrets.paths import (
    holds_configuration,
    is_deploy_config,
    is_env_file,
    is_sample,
    key_file,
)
from launchready.derive.secrets.shown import shown, without
from launchready.derive.secrets.values import is_local, is_placeholder, is_reference
from launchready.facts.secrets import Leak, Nature

MADE = "f3Ka91xQ7pLm2Zt8"
"""Sixteen characters that a machine could have made."""


def _token(**body: object) -> str:
    parts = ({"alg": "HS256"}, body)
    texts = (json.dumps(one).encode() for one in parts)
    return ".".join((*(base64.urlsafe_b64encode(one).decode().strip("=") for one in texts), MADE))


@pytest.mark.parametrize(
    "name",
    [
        *("JWT_SECRET", "DB_PASSWORD", "apiKey", "auth-token", "client_secret", "dbPass"),
        *("ENCRYPTION_KEY", "sessionKey", "PRIVATE_KEY", "SUPABASE_SERVICE_ROLE_KEY", "SENTRY_DSN"),
    ],
)
def test_names_that_promise_a_secret(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *("max_tokens", "PUBLIC_KEY", "site_key", "SUPABASE_ANON_KEY", "token_count", "monkey"),
        *("password_min_length", "primaryKey", "secretary", "tokenizer", "key", "compass_heading"),
        *("keyboard", "csrf_token_name", "secret_name", "passport", "forgotPassword"),
    ],
)
def test_names_that_do_not(name: str) -> None:
    assert not is_secret_name(name)


@pytest.mark.parametrize(
    ("name", "speaks"),
    [
        ("NEXT_PUBLIC_SUPABASE_SERVICE_ROLE_KEY", True),
        ("VITE_STRIPE_SECRET_KEY", True),
        ("REACT_APP_ADMIN_TOKEN", True),
        ("NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY", False),
        ("NEXT_PUBLIC_PRIVACY_URL", False),
        ("VITE_PASSWORD_MIN_LENGTH", False),
        ("STRIPE_SECRET_KEY", False),
    ],
)
def test_a_public_name_betrays_a_secret_or_not(name: str, *, speaks: bool) -> None:
    assert betrays(name) is speaks


def test_public_variables_are_named_with_their_first_line() -> None:
    name = "VITE_ADMIN_PASSWORD"
    assert public_variables(f"a\ne={{{name}:1}}\n{name}") == ((name, 2),)
    assert public_variables("e={VITE_TITLE:1}") == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"JWT_SECRET={MADE}\n", ["JWT_SECRET"]),
        (f"export DB_PASSWORD='{MADE}'\n", ["DB_PASSWORD"]),
        (f"define('DB_PASSWORD', '{MADE}');\n", ["DB_PASSWORD"]),
        (f"- name: API_TOKEN\n  value: {MADE}\n", ["API_TOKEN"]),
        (f'"client_secret": "{MADE}"', ["client_secret"]),
        ("JWT_SECRET=${JWT_SECRET}\n", []),
        ("DB_PASSWORD=changeme\n", []),
        ("API_KEY=your-api-key-here\n", []),
        ("API_TOKEN=\n", []),
        (f"TOKEN_COUNT={MADE}\n", []),
        (f"NEXT_PUBLIC_API_KEY={MADE}\n", []),
        (f"NEXT_PUBLIC_ADMIN_PASSWORD={MADE}\n", ["NEXT_PUBLIC_ADMIN_PASSWORD"]),
    ],
)
def test_assignments_in_settings(text: str, names: list[str]) -> None:
    assert [one.name for one in assignments(text, config=True)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f'const apiSecret = "{MADE}"', ["apiSecret"]),
        (f"api_key: str = '{MADE}'", ["api_key"]),
        ("const apiSecret = process.env.API_SECRET", []),
        ('label: { password: "Your password" }', []),
        ('errors = {token: "The token ran out"}', []),
        (f'validate("password", "{MADE}")', []),
        ("token = await getAccessTokenSilently()", []),
        ('const tokenType = "bearer-authorization"', []),
    ],
)
def test_assignments_in_code(text: str, names: list[str]) -> None:
    assert [one.name for one in assignments(text, config=False)] == names


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".netrc", f"machine h login me password {MADE}\n"),
        (".pgpass", f"db.shop.eu:5432:shop:app:{MADE}\n"),
        (".docker/config.json", f'{{"auths": {{"h": {{"auth": "{MADE}"}}}}}}'),
        (".npmrc", f"//registry/:_auth={MADE}\n"),
        ("config/master.key", "0f" * 8 + "1e" * 8 + "\n"),
        (".git-credentials", f"https://me:{MADE}@git.shop.eu\n"),
        (
            "filezilla.xml",
            f"<Pass encoding='base64'>{base64.b64encode(MADE.encode()).decode()}</Pass>",
        ),
        (".htpasswd", "me:$apr1$abc12345$" + "Zx9" * 8 + "\n"),
    ],
)
def test_formats_without_names(path: str, text: str) -> None:
    assert len(list(read_format(path, text))) == 1


@pytest.mark.parametrize(
    ("value", "nature"),
    [
        (_token(role="service_role", iss="supabase"), Nature.ADMIN),
        (_token(role="anon", iss="supabase"), Nature.PUBLISHABLE),
        (_token(sub="1", exp=1_700_000_000), Nature.TOKEN),
        ("postgres://app:" + MADE + "@localhost/shop", Nature.LOCAL),
        ("postgres://postgres:postgres@db/shop", Nature.LOCAL),
        ("postgres://app:" + MADE + "@db.shop.eu/shop", Nature.LIVE),
        ("sk" + "_test_" + MADE, Nature.TEST),
        ("pk" + "_live_" + MADE, Nature.PUBLISHABLE),
    ],
)
def test_natures(value: str, nature: Nature) -> None:
    said = identify("rule", value)
    assert said is not None
    assert said.kind.nature is nature


def test_a_browser_key_is_public_beside_its_project_and_live_on_a_server() -> None:
    key = "AI" + "za" + MADE * 2 + "abc"
    near, server = identify("r", key, around="authDomain: 1"), identify("r", key, "GEMINI_API_KEY")
    assert near is not None
    assert near.kind.nature is Nature.PUBLISHABLE
    assert server is not None
    assert server.kind.nature is Nature.LIVE


def test_a_placeholder_in_a_providers_form_is_none() -> None:
    assert identify("rule", "sk" + "_live_" + "x" * 24) is None
    assert identify(NAMED_RULE, "changeme-please", "DB_PASSWORD") is None


def test_rules_without_a_form_keep_their_name() -> None:
    assert kind_of_rule("betterleaks.twilio-api-key").what == "Twilio api key"
    assert kind_of_rule("betterleaks.segment-public-api-token.1").nature is Nature.PUBLISHABLE
    assert kind_of_value("hello") is None


def test_claims_of_a_token() -> None:
    read = claims(_token(role="admin", exp=1_700_000_000))
    assert read is not None
    assert (read.role, read.expires) == ("admin", datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC))
    assert claims("eyJhbGciOiJIUzI1NiJ9.eyJub3Q=.x") is None


@given(st.text(max_size=200))
@settings(max_examples=50, deadline=None)
def test_no_text_breaks_the_readers(text: str) -> None:
    claims(text)
    claims(f"eyJ{text}.eyJ{text}.x")
    kind_of_value(text)
    list(assignments(f"password={text}", config=True))
    list(read_format(".netrc", f"password {text}"))
    list(seen_in(text))
    template(masked(text))
    public_variables(text)


@pytest.mark.parametrize(
    ("path", "settings_", "deploy", "sample", "env"),
    [
        (".env", True, False, False, True),
        ("apps/web/.env.production", True, False, False, True),
        (".env.example", True, False, True, False),
        ("src/pay.ts", False, False, False, False),
        (".github/workflows/ci.yml", True, True, False, False),
        ("Dockerfile", True, True, False, False),
        ("tests/pay.test.ts", False, False, True, False),
        ("docs/setup.md", False, False, True, False),
        ("pnpm-lock.yaml", False, False, False, False),
        ("locales/de.yml", False, False, False, False),
        ("k8s/secret.yaml", True, True, False, False),
    ],
)
def test_paths(path: str, *, settings_: bool, deploy: bool, sample: bool, env: bool) -> None:
    assert holds_configuration(path) is settings_
    assert is_deploy_config(path) is deploy
    assert is_sample(path) is sample
    assert is_env_file(path) is env


def test_key_files() -> None:
    key = b"-----BEGIN " + b"PRIVATE KEY-----"
    assert key_file("certs/site.pem", key) == "a private key"
    assert key_file("certs/site.pem", b"-----BEGIN CERTIFICATE-----") == ""
    assert key_file("tests/certs/site.pem", key) == ""
    assert key_file("android/debug.keystore", b"") == ""
    assert key_file("android/upload.keystore", b"") == "a Java key store"


def test_values() -> None:
    assert is_reference("${DB_PASSWORD}")
    assert is_reference("op://vault/item")
    assert is_placeholder("your-api-key")
    assert not is_placeholder(MADE)
    assert is_local("redis://:abc@127.0.0.1:6379")
    assert not is_local("redis://:abc@cache.shop.eu:6379")
    assert shown("sk_live_", 32, "s-1") == "sk_live_… (32 characters, s-1)"
    assert without(f"a {MADE} b", (MADE,)) == "a *** b"


@pytest.mark.parametrize(
    ("line", "leaks"),
    [
        ('POST /login {"password":"correct-horse-9"}', [Leak.PASSWORD]),
        ("authorization: Bearer abc123def456ghi789jkl", [Leak.BEARER]),
        ("cookie: session=8fa7c6b5d4e3f2a1", [Leak.COOKIE]),
        ("GET /reset?token=8fa7c6b5d4e3f2a1b0 200", [Leak.RESET_LINK]),
        ("paid with 4111 1111 1111 1111", [Leak.CARD]),
        ("mail to ada@customer.net", [Leak.EMAIL]),
        (
            '{"role":"user","content":"' + "please tell nobody about my divorce " * 2 + '"}',
            [Leak.PROMPT],
        ),
        ('POST /login {"password":"[FILTERED]"}', []),
        ("password=*** user=1", []),
        ("password is required", []),
        ("order 4111111111111112 shipped", []),
        ("trace_id=4111111111111111 done", []),
        ("mail from noreply@shop.example", []),
        ("GET /assets/logo@2x.png 200", []),
        ("at 1700000000000 took 4242", []),
        ("git@github.com:shop/web.git", []),
    ],
)
def test_lines_of_a_log(line: str, leaks: list[Leak]) -> None:
    assert [one.leak for one in seen_in(line)] == leaks


def test_lines_of_one_form_have_one_template() -> None:
    first = masked("2026-01-01T10:00:01Z POST /login 17 password=correct-horse-9")
    second = masked("2026-02-03T11:59:59Z POST /login 8812 password=other-horse-77")
    assert template(first) == template(second)
    assert "horse" not in first


@pytest.mark.parametrize(
    ("digits", "card"),
    [("4111111111111111", True), ("5555555555554444", True), ("378282246310005", True),
     ("4111111111111112", False), ("9111111111111111", False), ("4444444444444444", False)],
)  # fmt: skip
def test_cards(digits: str, *, card: bool) -> None:
    assert is_card(digits) is card
