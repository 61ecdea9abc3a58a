"""Word how to take a file out of the public's reach."""

from __future__ import annotations

from launchready.derive.platforms.platform import fix_on
from launchready.facts.platform import Platform


def block(platform: Platform | None, path: str) -> str:
    """Say how to refuse a hidden path at the platform in use, and what comes first."""
    first = "Publish only the build's output folder."
    return fix_on(
        platform,
        f"{first} Refuse every address that begins with a dot, except /.well-known/.",
        cloudflare=f"{first} Until then, in Cloudflare: Security > WAF > Custom rules: block "
        f'`starts_with(http.request.uri.path, "{path}")`.',
        nginx=f"{first} In nginx: `location ~ /\\.(?!well-known) {{ return 404; }}`",
        apache=f'{first} In Apache: `RedirectMatch 404 "/\\.(?!well-known)"`',
        caddy=f"{first} In the Caddyfile: `@hidden path {path}*` and `error @hidden 404`.",
    )
