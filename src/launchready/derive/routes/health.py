"""Tell health routes and admin routes by their paths."""

from __future__ import annotations

import re

from launchready.derive.pattern import lazy
from launchready.facts.matched import CodeRoute

_HEALTH = lazy(
    r"(?:^|/)(?:_?health(?:z|check|-check|_check)?|ready(?:z|ness)?|live(?:z|ness)?|up|ping|status"
    r"|heartbeat|alive)(?:/\w*)?/?$",
    re.IGNORECASE,
)
_ADMIN = lazy(
    r"(?:^|/)(?:admin|administration|backoffice|back-office|superuser)(?:/|$)", re.IGNORECASE
)
_PARAMETER = lazy(r"[:*<{\[(]|\$")
_LEAVES = lazy(r"/(?:log-?in|sign-?in|log-?out|sign-?out|auth|session|register)\b", re.IGNORECASE)


def is_health(route: CodeRoute) -> bool:
    """Whether a route is about the app's health."""
    return bool(_HEALTH.search(route.path))


def is_open_to_ask(route: CodeRoute) -> bool:
    """Whether a route is an admin route that a stranger can ask for without changing anything.

    Only GET, no parameter to make up, nothing that signs in or out.
    """
    return (
        route.method in {"GET", "ANY"}
        and bool(_ADMIN.search(route.path))
        and not _PARAMETER.search(route.path)
        and not _LEAVES.search(route.path)
    )
