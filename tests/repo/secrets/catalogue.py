"""52 credentials of 40 issuers and 14 keys made to be public, made anew for each test."""

from __future__ import annotations

import base64
import json
import string
from collections.abc import Iterator

from tests.repo.secrets.mint import LETTERS, Mint

HEX = "0123456789abcdef"
LOWER = string.ascii_lowercase + string.digits
UPPER = string.ascii_uppercase + string.digits
URL = LETTERS + "-_"


def token(mint: Mint, claims: dict[str, object]) -> str:
    """A JSON web token with a made-up signature."""
    head = _part({"alg": "HS256", "typ": "JWT"})
    return f"{head}.{_part(claims)}.{mint.letters(43, URL)}"


def _part(document: dict[str, object]) -> str:
    text = json.dumps(document, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def private_key(mint: Mint) -> str:
    body = "\\n".join(mint.letters(64, LETTERS + "+/") for _ in range(12))
    return "-----BEGIN " + f"PRIVATE KEY-----\\n{body}\\n-----END " + "PRIVATE KEY-----"


def secrets(mint: Mint) -> Iterator[tuple[str, str]]:
    """Yield names and values of credentials that work outside."""
    m = mint.letters
    yield "STRIPE_SECRET_KEY", "sk" + "_live_" + m(24)
    yield "STRIPE_LONG_KEY", "sk" + "_live_51" + m(97)
    yield "STRIPE_RESTRICTED_KEY", "rk" + "_live_" + m(24)
    yield "STRIPE_WEBHOOK_SECRET", "wh" + "sec_" + m(32)
    yield "CLERK_SECRET_KEY", "sk" + "_live_" + m(40)
    yield "GITHUB_TOKEN", mint.github()
    yield "GITHUB_PAT", "github" + "_pat_" + m(22) + "_" + m(59)
    yield "GITLAB_TOKEN", "gl" + "pat-" + m(20)
    yield "NPM_TOKEN", "np" + "m_" + m(36)
    yield "PYPI_TOKEN", "pypi" + "-AgEIcHlwaS5vcmc" + m(70, URL)
    yield "OPENAI_API_KEY", "sk" + "-proj-" + m(74, URL) + "T3Blbk" + "FJ" + m(74, URL)
    yield "OPENAI_OLD_KEY", "sk" + "-" + m(20) + "T3Blbk" + "FJ" + m(20)
    yield "ANTHROPIC_API_KEY", "sk" + "-ant-api03-" + m(93, URL) + "AA"
    yield "GROQ_API_KEY", "gs" + "k_" + m(52)
    yield "HF_TOKEN", "h" + "f_" + m(34, string.ascii_letters)
    yield "REPLICATE_API_TOKEN", "r" + "8_" + m(37)
    yield "XAI_API_KEY", "xa" + "i-" + m(80)
    yield "PERPLEXITY_API_KEY", "pp" + "lx-" + m(48)
    yield "OPENROUTER_API_KEY", "sk" + "-or-v1-" + m(64, HEX)
    yield (
        "SLACK_BOT_TOKEN",
        "xo" + "xb-" + m(12, "123456789") + "-" + m(12, "123456789") + "-" + m(24),
    )
    yield (
        "SLACK_WEBHOOK_URL",
        f"https://hooks.slack.com/services/T{m(8, UPPER)}/B{m(10, UPPER)}/{m(24)}",
    )
    yield (
        "DISCORD_WEBHOOK_URL",
        f"https://discord.com/api/webhooks/{m(18, '123456789')}/{m(68, URL)}",
    )
    yield "TELEGRAM_BOT_TOKEN", m(10, "123456789") + ":A" + "A" + m(33, URL)
    yield "TWILIO_API_KEY", "S" + "K" + m(32, HEX)
    yield from _more_secrets(mint)


def _more_secrets(mint: Mint) -> Iterator[tuple[str, str]]:
    m = mint.letters
    yield "SENDGRID_API_KEY", "S" + "G." + m(22, URL) + "." + m(43, URL)
    yield "MAILGUN_API_KEY", "ke" + "y-" + m(32, HEX)
    yield "RESEND_API_KEY", "r" + "e_" + m(8) + "_" + m(24)
    yield "BREVO_API_KEY", "xkey" + "sib-" + m(64, HEX) + "-" + m(16)
    yield "MAILCHIMP_API_KEY", m(32, HEX) + "-us12"
    yield "DIGITALOCEAN_TOKEN", "do" + "p_v1_" + m(64, HEX)
    yield "NETLIFY_AUTH_TOKEN", "nf" + "p_" + m(36)
    yield "HEROKU_API_KEY", "HR" + "KU-AA" + m(58, URL)
    yield "PLANETSCALE_PASSWORD", "pscale" + "_pw_" + m(43, URL)
    yield "SUPABASE_SECRET_KEY", "sb" + "_secret_" + m(31, URL)
    yield "SUPABASE_ACCESS_TOKEN", "sb" + "p_" + m(40, HEX)
    claims = {"iss": "supabase", "role": "service_role", "iat": 1_700_000_000, "exp": 2_015_000_000}
    yield "SUPABASE_SERVICE_ROLE_KEY", token(mint, claims)
    yield "MONGODB_URI", f"mongodb+srv://shop:{m(16)}@cluster0.a1b2c.mongodb.net/shop"
    yield "DATABASE_URL", f"postgresql://shop:{m(20)}@db.pool-4.eu.rds.amazonaws.com:5432/shop"
    yield "DOPPLER_TOKEN", "dp" + ".pt." + m(43)
    yield "VAULT_TOKEN", "hv" + "s." + m(95, URL)
    yield "GRAFANA_TOKEN", "gl" + "sa_" + m(32) + "_" + m(8, HEX)
    yield "NEW_RELIC_API_KEY", "NR" + "AK-" + m(27, UPPER)
    yield "LINEAR_API_KEY", "lin" + "_api_" + m(40)
    yield "SHOPIFY_TOKEN", "shp" + "at_" + m(32, HEX)
    yield "EASYPOST_API_KEY", "EZ" + "AK" + m(54)
    yield "FIGMA_TOKEN", "fig" + "d_" + m(40, URL)
    yield "POSTMAN_API_KEY", "PM" + "AK-" + m(24, HEX) + "-" + m(34, HEX)
    yield "GOOGLE_CLIENT_SECRET", "GOC" + "SPX-" + m(28, URL)
    yield "MAPBOX_SECRET_TOKEN", "s" + "k.eyJ" + m(80, URL) + "." + m(22, URL)
    yield "ALGOLIA_ADMIN_KEY", m(32, HEX)
    yield "JWT_SIGNING_SECRET", m(40)
    yield "TLS_PRIVATE_KEY", private_key(mint)


def publishable(mint: Mint) -> Iterator[tuple[str, str]]:
    """Yield names and values that every visitor may see."""
    m = mint.letters
    yield "NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY", "pk" + "_live_" + m(24)
    yield "NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY", "pk" + "_live_" + m(40)
    yield "NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", "sb" + "_publishable_" + m(31, URL)
    claims = {"iss": "supabase", "role": "anon", "iat": 1_700_000_000, "exp": 2_015_000_000}
    yield "NEXT_PUBLIC_SUPABASE_ANON_KEY", token(mint, claims)
    yield "NEXT_PUBLIC_FIREBASE_API_KEY", "AI" + "za" + m(35, URL)
    yield (
        "NEXT_PUBLIC_SENTRY_DSN",
        f"https://{m(32, HEX)}@o{m(6, '123456789')}.ingest.sentry.io/4505",
    )
    yield "NEXT_PUBLIC_POSTHOG_KEY", "ph" + "c_" + m(43)
    yield "NEXT_PUBLIC_MAPBOX_TOKEN", "p" + "k.eyJ" + m(80, URL) + "." + m(22, URL)
    yield "NEXT_PUBLIC_RECAPTCHA_SITE_KEY", "6" + "L" + m(38, URL)
    yield "NEXT_PUBLIC_TURNSTILE_SITE_KEY", "0x4A" + "AAA" + m(15, URL)
    yield "NEXT_PUBLIC_GA_ID", "G-" + m(10, UPPER)
    yield "NEXT_PUBLIC_ALGOLIA_SEARCH_KEY", m(32, HEX)
    yield "NEXT_PUBLIC_VAPID_PUBLIC_KEY", "B" + m(86, URL)
    yield (
        "NEXT_PUBLIC_GOOGLE_CLIENT_ID",
        f"{m(12, '123456789')}-{m(32, LOWER)}.apps.googleusercontent.com",
    )
