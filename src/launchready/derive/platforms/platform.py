"""Word a fix for the platform in use, where it is known."""

from __future__ import annotations

import re

from launchready.facts.platform import Platform


def fix_on(platform: Platform | None, default: str, **by_name: str) -> str:
    """Return the fix for the platform's edge, else for its hosting, else the default.

    Keys are provider names in lower case with `_` for anything else: `cloudflare`,
    `github_pages`, `nginx`.
    """
    if platform is not None:
        for name in (platform.edge, platform.hosting):
            fix = by_name.get(key(name)) if name else None
            if fix is not None:
                return fix
    return default


def key(name: str) -> str:
    """Return a provider's name as a keyword: `GitHub Pages` is `github_pages`."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
