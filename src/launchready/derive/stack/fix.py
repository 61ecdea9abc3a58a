"""Word a fix for the platform that the repository is made for."""

from __future__ import annotations

from launchready.derive.platforms.platform import fix_on
from launchready.facts.platform import Platform
from launchready.facts.stack import Stack


def fix_for(stack: Stack | None, default: str, **by_name: str) -> str:
    """Return the fix for the repository's platform, else the default; keys as in `fix_on`."""
    known = Platform(hosting=stack.hosting) if stack is not None and stack.hosting else None
    return fix_on(known, default, **by_name)


def set_variable(stack: Stack | None, name: str, stage: str = "production") -> str:
    """Say how a variable is set on the repository's platform; the value is left to the reader."""
    return fix_for(
        stack,
        f"Set `{name}` in the {stage} environment and deploy again.",
        vercel=f"On Vercel: `vercel env add {name} {stage}`, then deploy again.",
        netlify=f"On Netlify: `netlify env:set {name} VALUE --context {stage}`, then deploy again.",
        fly=f"On Fly: `fly secrets set {name}=VALUE`, which restarts the app.",
        render=f"On Render: the service's Environment page, add `{name}`, then deploy again.",
        railway=f"On Railway: `railway variables --set {name}=VALUE --environment {stage}`.",
        heroku=f"On Heroku: `heroku config:set {name}=VALUE`, which restarts the app.",
        cloudflare=f"On Cloudflare: `wrangler secret put {name} --env {stage}`.",
        firebase=f"On Firebase: `firebase functions:secrets:set {name}`, then deploy again.",
        kamal=f"With Kamal: add `{name}` to `env:` in config/deploy.yml and to .kamal/secrets,"
        " then `kamal deploy`.",
        kubernetes=f"On Kubernetes: add `{name}` to the Secret or ConfigMap that the deployment"
        " reads, then `kubectl rollout restart deployment`.",
    )
