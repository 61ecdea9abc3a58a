"""What the names of variables and files say."""

from __future__ import annotations

import re

from launchready.derive.env.value import is_secret_name
from launchready.derive.pattern import lazy
from launchready.derive.secrets.naming import betrays
from launchready.facts.env import Stage

PUBLIC_PREFIXES = (
    "NEXT_PUBLIC_",
    "VITE_",
    "REACT_APP_",
    "EXPO_PUBLIC_",
    "NUXT_PUBLIC_",
    "GATSBY_",
    "VUE_APP_",
    "STORYBOOK_",
    "NG_APP_",
    "PUBLIC_",
)
"""Beginnings of names whose values the build writes into what every visitor gets."""

_SECRET_IN_PUBLIC = lazy(
    r"SECRET|SERVICE_ROLE|PRIVATE|PASSWORD|PASSWD|ADMIN_(?:KEY|TOKEN)|DATABASE_URL|ACCESS_TOKEN"
    r"|(?:OPENAI|ANTHROPIC|RESEND|SENDGRID|POSTMARK|MAILGUN|GROQ|MISTRAL|REPLICATE|GITHUB"
    r"|COHERE|OPENROUTER|DEEPSEEK|ELEVENLABS|PINECONE)_(?:API_)?(?:KEY|TOKEN)"
)
_GIVEN = lazy(
    r"^(?:NODE_ENV|PORT|HOST|HOSTNAME|HOME|PATH|PWD|USER|SHELL|LANG|LC_\w+|TZ|TERM|TMPDIR|TMP|TEMP"
    r"|CI|DEBUG|NO_COLOR|FORCE_COLOR|COLUMNS|EDITOR|INIT_CWD|APPDATA|LOCALAPPDATA|PROGRAMFILES"
    r"|USERPROFILE|SYSTEMROOT|XDG_\w+|HTTPS?_PROXY|NO_PROXY|npm_\w+|NEXT_RUNTIME|NEXT_PHASE"
    r"|MODE|DEV|PROD|SSR|BASE_URL(?=@vite)|ANALYZE|BUNDLE_\w+|RUBYOPT|PYTHON\w+|VIRTUAL_ENV"
    r"|VERCEL|VERCEL_\w+|NEXT_PUBLIC_VERCEL_\w+|VITE_VERCEL_\w+|NETLIFY|DEPLOY_\w*URL|CONTEXT"
    r"|RENDER|RENDER_\w+|RAILWAY_\w+|FLY_\w+|DYNO|HEROKU_\w+|KUBERNETES_\w+|K_SERVICE|K_REVISION"
    r"|AWS_LAMBDA_\w+|AWS_EXECUTION_ENV|AWS_REGION|AWS_DEFAULT_REGION|GITHUB_\w+|CF_PAGES\w*"
    r"|WEBSITE_\w+|POD_\w+|NODE_OPTIONS|GOOGLE_CLOUD_PROJECT|KAMAL_\w+|RAILS_ENV|RACK_ENV"
    r"|APP_ENV|DJANGO_SETTINGS_MODULE|FLASK_ENV|TAURI_\w+|JEST_WORKER_ID|VITEST\w*|PLAYWRIGHT_\w+)$"
)
_STAGES = (
    (Stage.EXAMPLE, ("example", "sample", "template", "dist", "defaults", "tpl", "schema")),
    (Stage.TEST, ("test", "testing", "tests", "ci", "e2e")),
    (Stage.STAGING, ("staging", "stage", "stg", "uat", "preprod", "qa")),
    (Stage.PREVIEW, ("preview", "review", "pr", "branch")),
    (Stage.PRODUCTION, ("production", "prod", "prd", "live")),
    (Stage.DEVELOPMENT, ("development", "dev", "develop", "local", "override")),
)


def public_prefix(name: str) -> str:
    """Return the public prefix that a name begins with; empty for none."""
    return next((one for one in PUBLIC_PREFIXES if name.startswith(one)), "")


def secret_in_public(name: str) -> bool:
    """Say whether a name marks a secret as public: `NEXT_PUBLIC_STRIPE_SECRET_KEY`."""
    prefix = public_prefix(name)
    rest = name.removeprefix(prefix)
    if not prefix or "PUBLISHABLE" in rest or rest.endswith(("_ID", "_ENABLED")):
        return False
    if rest.endswith("_URL"):
        return rest.endswith(("DATABASE_URL", "DB_URL"))
    # `PUBLIC_KEY`, `PUBLIC_PRIVATE_…` of other meanings: without a word of its own it says nothing.
    return betrays(name) or (bool(_SECRET_IN_PUBLIC.search(rest)) and is_secret_name(rest))


def given_by_platform(name: str) -> bool:
    """Say whether the system or the platform sets a variable without being asked."""
    return bool(_GIVEN.match(name))


def stage_in(words: str) -> Stage:
    """Return the stage that a name speaks of: `.env.production.local` is production."""
    parts = re.split(r"[^a-z0-9]+", words.lower())
    for stage, known in _STAGES:
        if any(part in known for part in parts):
            return stage
    return Stage.UNKNOWN


_FOLDER_STAGES = {
    "production": Stage.PRODUCTION,
    "prod": Stage.PRODUCTION,
    "staging": Stage.STAGING,
    "stage": Stage.STAGING,
    "development": Stage.DEVELOPMENT,
    "dev": Stage.DEVELOPMENT,
    "local": Stage.DEVELOPMENT,
    "preview": Stage.PREVIEW,
}


def stage_of_path(path: str) -> Stage:
    """Return the stage that a file's name speaks of, else that of the closest folder."""
    *folders, name = path.split("/")
    stage = stage_in(name)
    if stage is not Stage.UNKNOWN:
        return stage
    known = (_FOLDER_STAGES.get(folder.lower()) for folder in reversed(folders))
    return next((one for one in known if one is not None), Stage.UNKNOWN)
