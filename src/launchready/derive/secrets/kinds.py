"""Kinds of credentials by their form: what they are, who issued them, what they open.

The first row that fits decides. A value that fits none keeps the name of the rule that found it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from launchready.derive.pattern import lazy
from launchready.facts.secrets import Nature

ADMIN, LIVE, TEST, PUBLIC = Nature.ADMIN, Nature.LIVE, Nature.TEST, Nature.PUBLISHABLE


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of credential."""

    id: str
    vendor: str
    what: str
    nature: Nature
    prefix: str = ""
    """The public part that every credential of this kind begins with; a report may show it."""


def _row(pattern: str, kind: Kind) -> tuple[re.Pattern[str], Kind]:
    return re.compile(pattern), kind


_ROWS = (
    # Made for visitors
    ("stripe-publishable-key", "Stripe or Clerk", "publishable key", PUBLIC, "pk_live_"),
    ("stripe-publishable-test-key", "Stripe or Clerk", "test publishable key", PUBLIC, "pk_test_"),
    ("supabase-publishable-key", "Supabase", "publishable key", PUBLIC, "sb_publishable_"),
    ("posthog-project-key", "PostHog", "project key", PUBLIC, "phc_"),
    ("mapbox-public-token", "Mapbox", "public token", PUBLIC, "pk.eyJ"),
    ("lob-publishable-key", "Lob", "publishable key", PUBLIC, "live_pub_"),
    ("flutterwave-public-key", "Flutterwave", "public key", PUBLIC, "FLWPUBK"),
    ("mailgun-public-key", "Mailgun", "public validation key", PUBLIC, "pubkey-"),
    # Test modes
    ("stripe-test-key", "Stripe or Clerk", "test secret key", TEST, "sk_test_"),
    ("stripe-restricted-test-key", "Stripe", "restricted test key", TEST, "rk_test_"),
    ("easypost-test-key", "EasyPost", "test key", TEST, "EZTK"),
    ("flutterwave-test-key", "Flutterwave", "test secret key", TEST, "FLWSECK_TEST"),
    ("shippo-test-token", "Shippo", "test token", TEST, "shippo_test_"),
    ("lob-test-key", "Lob", "test key", TEST, "test_pub_"),
    ("razorpay-test-key", "Razorpay", "test key", TEST, "rzp_test_"),
    # Open everything
    ("supabase-secret-key", "Supabase", "secret key", ADMIN, "sb_secret_"),
    ("supabase-management-token", "Supabase", "management token", ADMIN, "sbp_"),
    ("anthropic-admin-key", "Anthropic", "admin key", ADMIN, "sk-ant-admin"),
    ("openai-admin-key", "OpenAI", "admin key", ADMIN, "sk-admin-"),
    # Providers
    ("stripe-secret-key", "Stripe or Clerk", "live secret key", LIVE, "sk_live_"),
    ("stripe-restricted-key", "Stripe", "live restricted key", LIVE, "rk_live_"),
    ("webhook-signing-secret", "Stripe or Svix", "webhook signing secret", LIVE, "whsec_"),
    ("anthropic-key", "Anthropic", "API key", LIVE, "sk-ant-"),
    ("openrouter-key", "OpenRouter", "API key", LIVE, "sk-or-"),
    ("openai-project-key", "OpenAI", "project key", LIVE, "sk-proj-"),
    ("openai-service-key", "OpenAI", "service account key", LIVE, "sk-svcacct-"),
    ("groq-key", "Groq", "API key", LIVE, "gsk_"),
    ("xai-key", "xAI", "API key", LIVE, "xai-"),
    ("perplexity-key", "Perplexity", "API key", LIVE, "pplx-"),
    ("replicate-token", "Replicate", "API token", LIVE, "r8_"),
    ("hugging-face-token", "Hugging Face", "access token", LIVE, "hf_"),
    ("github-token", "GitHub", "personal access token", LIVE, "ghp_"),
    ("github-fine-grained-token", "GitHub", "fine-grained token", LIVE, "github_pat_"),
    ("github-oauth-token", "GitHub", "OAuth token", LIVE, "gho_"),
    ("github-app-token", "GitHub", "app token", LIVE, "ghs_"),
    ("github-user-token", "GitHub", "app user token", LIVE, "ghu_"),
    ("github-refresh-token", "GitHub", "refresh token", LIVE, "ghr_"),
    ("gitlab-token", "GitLab", "personal access token", LIVE, "glpat-"),
    ("gitlab-trigger-token", "GitLab", "pipeline trigger token", LIVE, "glptt-"),
    ("gitlab-deploy-token", "GitLab", "deploy token", LIVE, "gldt-"),
    ("npm-token", "npm", "access token", LIVE, "npm_"),
    ("pypi-token", "PyPI", "upload token", LIVE, "pypi-"),
    ("rubygems-token", "RubyGems", "API key", LIVE, "rubygems_"),
    ("docker-hub-token", "Docker Hub", "access token", LIVE, "dckr_pat_"),
    ("slack-bot-token", "Slack", "bot token", LIVE, "xoxb-"),
    ("slack-user-token", "Slack", "user token", LIVE, "xoxp-"),
    ("slack-app-token", "Slack", "app token", LIVE, "xapp-"),
    ("slack-webhook", "Slack", "incoming webhook", LIVE, "https://hooks.slack.com/"),
    ("discord-webhook", "Discord", "webhook", LIVE, "https://discord.com/api/webhooks/"),
    ("discord-webhook", "Discord", "webhook", LIVE, "https://discordapp.com/api/webhooks/"),
    ("google-oauth-secret", "Google", "OAuth client secret", LIVE, "GOCSPX-"),
    ("google-oauth-token", "Google", "OAuth access token", LIVE, "ya29."),
    ("sendgrid-key", "SendGrid", "API key", LIVE, "SG."),
    ("resend-key", "Resend", "API key", LIVE, "re_"),
    ("mailgun-key", "Mailgun", "API key", LIVE, "key-"),
    ("brevo-key", "Brevo", "API key", LIVE, "xkeysib-"),
    ("brevo-smtp-key", "Brevo", "SMTP key", LIVE, "xsmtpsib-"),
    ("digitalocean-token", "DigitalOcean", "personal access token", LIVE, "dop_v1_"),
    ("digitalocean-oauth-token", "DigitalOcean", "OAuth token", LIVE, "doo_v1_"),
    ("fly-token", "Fly.io", "access token", LIVE, "FlyV1 "),
    ("netlify-token", "Netlify", "access token", LIVE, "nfp_"),
    ("render-key", "Render", "API key", LIVE, "rnd_"),
    ("heroku-key", "Heroku", "API key", LIVE, "HRKU-"),
    ("vercel-token", "Vercel", "access token", LIVE, "vcp_"),
    ("planetscale-password", "PlanetScale", "database password", LIVE, "pscale_pw_"),
    ("planetscale-token", "PlanetScale", "token", LIVE, "pscale_tkn_"),
    ("neon-key", "Neon", "API key", LIVE, "napi_"),
    ("doppler-token", "Doppler", "token", LIVE, "dp."),
    ("vault-token", "HashiCorp Vault", "service token", LIVE, "hvs."),
    ("pulumi-token", "Pulumi", "access token", LIVE, "pul-"),
    ("new-relic-key", "New Relic", "user key", LIVE, "NRAK-"),
    ("grafana-token", "Grafana", "service account token", LIVE, "glsa_"),
    ("grafana-cloud-token", "Grafana Cloud", "access token", LIVE, "glc_"),
    ("sentry-token", "Sentry", "user token", LIVE, "sntryu_"),
    ("sentry-org-token", "Sentry", "organization token", LIVE, "sntrys_"),
    ("posthog-personal-key", "PostHog", "personal key", LIVE, "phx_"),
    ("linear-key", "Linear", "API key", LIVE, "lin_api_"),
    ("notion-token", "Notion", "integration token", LIVE, "ntn_"),
    ("shopify-token", "Shopify", "access token", LIVE, "shpat_"),
    ("shopify-secret", "Shopify", "shared secret", LIVE, "shpss_"),
    ("square-token", "Square", "access token", LIVE, "EAAA"),
    ("easypost-key", "EasyPost", "API key", LIVE, "EZAK"),
    ("shippo-token", "Shippo", "live token", LIVE, "shippo_live_"),
    ("mapbox-secret-token", "Mapbox", "secret token", LIVE, "sk.eyJ"),
    ("airtable-token", "Airtable", "personal access token", LIVE, "pat"),
    ("figma-token", "Figma", "personal access token", LIVE, "figd_"),
    ("atlassian-token", "Atlassian", "API token", LIVE, "ATATT3"),
    ("postman-key", "Postman", "API key", LIVE, "PMAK-"),
    ("databricks-token", "Databricks", "access token", LIVE, "dapi"),
    ("age-key", "age", "secret key", LIVE, "AGE-SECRET-KEY-1"),
    ("django-secret-key", "Django", "insecure development secret key", LIVE, "django-insecure-"),
)

_LEAST_REST = 12
"""Characters that have to follow a prefix of fewer than six, so that `pat` alone says nothing."""
_LONG_PREFIX = 6

PREFIXES = tuple(
    (prefix, Kind(id_, vendor, f"{vendor} {what}", nature, prefix))
    for id_, vendor, what, nature, prefix in _ROWS
)

SHAPES = (
    _row(
        r"^https://[0-9a-f]{32}(?:@|:)[^\s/]*(?:sentry|ingest)|^https://[0-9a-f]{32}@[\w.-]+/\d+$",
        Kind("sentry-dsn", "Sentry", "Sentry DSN", PUBLIC),
    ),
    _row(r"^AKIA[A-Z0-9]{16}", Kind("aws-key", "AWS", "AWS access key", LIVE, "AKIA")),
    _row(r"^ASIA[A-Z0-9]{16}", Kind("aws-session-key", "AWS", "AWS session key", LIVE, "ASIA")),
    _row(r"^AIza[\w-]{30,}", Kind("google-api-key", "Google", "Google API key", LIVE, "AIza")),
    _row(
        r"^\d{8,10}:AA[\w-]{30,}",
        Kind("telegram-bot-token", "Telegram", "Telegram bot token", LIVE),
    ),
    _row(r"^SK[0-9a-f]{32}$", Kind("twilio-key", "Twilio", "Twilio API key", LIVE, "SK")),
    _row(r"^sk-[A-Za-z0-9]{16,}", Kind("openai-key", "OpenAI", "OpenAI API key", LIVE, "sk-")),
    _row(r"^-----BEGIN (?:RSA |EC |DSA )?PUBLIC KEY", Kind("public-key", "", "public key", PUBLIC)),
    _row(r"-----BEGIN [A-Z ]*PRIVATE KEY", Kind("private-key", "", "private key", LIVE)),
    _row(r"^6L[\w-]{38}$", Kind("recaptcha-site-key", "Google", "reCAPTCHA key", PUBLIC, "6L")),
    _row(
        r"^0x4AAAA[\w-]{15,17}$",
        Kind("turnstile-site-key", "Cloudflare", "Turnstile site key", PUBLIC, "0x4AAAA"),
    ),
    _row(
        r"^(?:G-[A-Z0-9]{6,12}|GTM-[A-Z0-9]{5,9}|UA-\d{4,10}-\d{1,4})$",
        Kind("google-analytics-id", "Google", "Google Analytics id", PUBLIC),
    ),
    _row(r"^B[A-Za-z0-9_-]{86}=?$", Kind("vapid-public-key", "", "web push public key", PUBLIC)),
    _row(
        r"^[\w-]+\.apps\.googleusercontent\.com$",
        Kind("google-client-id", "Google", "Google OAuth client id", PUBLIC),
    ),
    _row(
        r"^[a-z][a-z0-9+.-]{1,30}://[^/\s]*:[^@/\s]+@",
        Kind("connection-string", "", "connection string with a password", LIVE),
    ),
)


def kind_of_value(value: str) -> Kind | None:
    """Return the kind that a value's form tells, or None."""
    for prefix, kind in PREFIXES:
        if value.startswith(prefix):
            rest = len(value) - len(prefix)
            if len(prefix) >= _LONG_PREFIX or rest >= _LEAST_REST:
                return kind
    return next((kind for pattern, kind in SHAPES if pattern.search(value[:4_000])), None)


_VENDORS = {
    "aws": "AWS", "gcp": "Google Cloud", "github": "GitHub", "gitlab": "GitLab", "npm": "npm",
    "openai": "OpenAI", "digitalocean": "DigitalOcean", "sendgrid": "SendGrid", "pypi": "PyPI",
    "mongodb": "MongoDB", "planetscale": "PlanetScale", "huggingface": "Hugging Face",
    "circleci": "CircleCI", "cloudflare": "Cloudflare", "newrelic": "New Relic", "flyio": "Fly.io",
    "posthog": "PostHog", "dockerhub": "Docker Hub", "curl": "", "jwt": "", "private": "",
    "generic": "", "kubernetes": "Kubernetes", "nuget": "NuGet",
}  # fmt: skip

_PUBLIC_RULES = lazy(
    r"publishable|public-(?:key|api)|pub-(?:api-)?key|client-id|browser-api-token|site-key"
    r"|client-sdk-key|mobile-sdk-key|posthog-project|segment-public|delivery-api"
)
_TEST_RULES = lazy(r"(?:^|-)(?:test|sandbox)(?:-|$)")


def kind_of_rule(rule: str) -> Kind:
    """Return the kind that is named by an engine's rule, where the value's form tells nothing."""
    name = re.sub(r"^(?:betterleaks|kingfisher|veles\.secrets|custom|launchready)[./]", "", rule)
    name = re.sub(r"\.\d+$", "", name).lower()
    first = name.split("-", maxsplit=1)[0]
    vendor = _VENDORS.get(first, first.capitalize())
    words = name.replace("-", " ")
    what = f"{vendor}{words[len(first) :]}" if vendor else words
    nature = PUBLIC if _PUBLIC_RULES.search(name) else LIVE
    return Kind(name, vendor, what, TEST if _TEST_RULES.search(name) else nature)
