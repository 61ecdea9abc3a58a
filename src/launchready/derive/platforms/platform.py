"""Word a fix for the platform in use, where it is known."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

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


def of_host(platform: Platform | None, place: str) -> Platform | None:
    """Return the platform of one host, named or by a URL of it: hosts of a product can differ.

    A name that no host showed was declared for the whole product, and holds for each of them. A
    host that was not seen has the product's names only where all the others agree on them.
    """
    if platform is None or not platform.hosts:
        return platform
    bare = _host(place).strip("[]").lower()
    view = next((one for one in platform.hosts if one.subject.strip("[]") == bare), None)
    edges = {one.edge for one in platform.hosts}
    hostings = {one.hosting for one in platform.hosts}
    return replace(
        platform,
        edge=_here(platform.edge, edges, view.edge if view else None),
        hosting=_here(platform.hosting, hostings, view.hosting if view else None),
    )


def _host(place: str) -> str:
    try:
        return urlsplit(place).hostname or place
    except ValueError:
        return place


def _here(product_wide: str, seen: set[str], here: str | None) -> str:
    if not any(seen):
        return product_wide
    if here is not None:
        return here
    return product_wide if len(seen) == 1 else ""


def key(name: str) -> str:
    """Return a provider's name as a keyword: `GitHub Pages` is `github_pages`."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
