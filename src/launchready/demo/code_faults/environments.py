"""Settings that are missing, empty, mixed up or in the wrong place."""

from __future__ import annotations

from launchready.demo.repository import Code, code_fault, minted

PRODUCTION, STAGING = ".env.production", ".env.staging"


@code_fault("env-variable-missing-in-production", "MAIL_TOKEN", also=("env-drift",))
def forgotten(code: Code) -> None:
    """The code reads a variable that production lacks."""
    code.files["src/mail.ts"] = "export const token = process.env.MAIL_TOKEN as string;\n"
    code.files[".env.example"] += "MAIL_TOKEN=\n"
    code.ignored[STAGING] += f"MAIL_TOKEN={minted('', 32)}\n"


@code_fault("env-placeholder-value", "SEARCH_API_KEY")
def placeholder(code: Code) -> None:
    """A variable of production was never filled in."""
    _give(code, "SEARCH_API_KEY", "changeme", minted("", 32))


@code_fault("env-variable-empty", "QUEUE_PASSWORD")
def empty(code: Code) -> None:
    """A variable of production is empty."""
    _give(code, "QUEUE_PASSWORD", "", minted("", 32))


@code_fault("localhost-in-production-values", "SEARCH_URL")
def local_value(code: Code) -> None:
    """Production calls the machine it runs on."""
    _give(code, "SEARCH_URL", "http://localhost:7700", "https://search-test.harvest-lane.test")


@code_fault("same-secret-in-two-environments", "WEBHOOK_SECRET")
def shared_secret(code: Code) -> None:
    """Staging knows a secret of production."""
    secret = minted("", 40)
    _give(code, "WEBHOOK_SECRET", secret, secret)


@code_fault("test-key-in-live-environment", "STRIPE_CONNECT_KEY")
def test_key(code: Code) -> None:
    """Production takes pretended payments."""
    _give(code, "STRIPE_CONNECT_KEY", minted("sk_test_", 24), minted("sk_test_", 24))


@code_fault("live-key-in-test-environment", "STRIPE_TAX_KEY")
def live_key(code: Code) -> None:
    """Staging takes real payments."""
    _give(code, "STRIPE_TAX_KEY", minted("sk_live_", 24), minted("sk_live_", 24))


@code_fault("env-drift", "FEATURE_REFUNDS")
def drift(code: Code) -> None:
    """Staging has a setting that production lacks."""
    code.ignored[STAGING] += "FEATURE_REFUNDS=on\n"


@code_fault("localhost-in-code", "src/search.ts")
def local_code(code: Code) -> None:
    """The code calls a developer's machine."""
    code.files["src/search.ts"] = 'export const found = fetch("http://localhost:7700/indexes");\n'


@code_fault("env-example-out-of-date", ".env.example")
def old_example(code: Code) -> None:
    """The example lacks a variable that the code reads."""
    code.files["src/search_key.ts"] = "export const key = process.env.SEARCH_KEY as string;\n"
    _set(code, "SEARCH_KEY", minted("", 32), minted("", 32))


@code_fault("secret-in-public-prefix", "NEXT_PUBLIC_STRIPE_SECRET")
def public_secret(code: Code) -> None:
    """A secret is built into the pages."""
    _give(code, "NEXT_PUBLIC_STRIPE_SECRET", minted("sk_live_", 24), minted("sk_test_", 24))


def _give(code: Code, name: str, production: str, staging: str) -> None:
    """Set a variable on both sides, and name it in the example."""
    code.files[".env.example"] += f"{name}=\n"
    _set(code, name, production, staging)


def _set(code: Code, name: str, production: str, staging: str) -> None:
    held = code.ignored if PRODUCTION in code.ignored else code.files
    held[PRODUCTION] += f"{name}={production}\n"
    code.ignored[STAGING] += f"{name}={staging}\n"


@code_fault("env-not-validated-at-start", "")
def unchecked(code: Code) -> None:
    """The app starts without what it needs, and fails at the first order."""
    code.files["src/env.ts"] = (
        "export const env = {\n"
        + "".join(
            f"  {name}: process.env.{name} as string,\n"
            for name in ("DATABASE_URL", "SESSION_SECRET", "STRIPE_SECRET_KEY")
        )
        + "};\n"
    )
    code.rewrite("package.json", ',\n    "zod": "4.0.0"', "")


@code_fault("vendor-without-billing-owner", "Sentry")
def unpaid(code: Code) -> None:
    """Nobody is named who pays for the service that reports errors."""
    code.rewrite("package.json", '    "pg":', '    "@sentry/node": "9.0.0",\n    "pg":')
