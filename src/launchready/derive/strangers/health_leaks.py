"""Find what a health page tells strangers that only the team should know."""

from __future__ import annotations

import re

from launchready.derive.page.traces import traces
from launchready.derive.pattern import lazy

_CONNECTION = lazy(
    r"\b([a-z][a-z0-9+]{1,20})://[^\s/:@\"'<>]{0,80}:[^\s/@\"'<>]{1,200}@", re.IGNORECASE
)
_ENVIRONMENT = lazy(
    r"\b((?:AWS|DATABASE|DB|REDIS|STRIPE|OPENAI|JWT|SECRET|SMTP|MAIL|SUPABASE|MONGO|PG|API)"
    r"_[A-Z0-9_]{2,40})\b[\"']?\s{0,3}[:=]"
)
_PRIVATE = lazy(
    r"\b(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}"
    r"|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}\.(?:internal|rds\.amazonaws\.com))\b"
)
_SOFTWARE = lazy(
    r"\b(PostgreSQL|MySQL|MariaDB|Redis|MongoDB|nginx|Node(?:\.js)?|Python|PHP|Django|Rails|Laravel"
    r"|OpenSSL)[\"']?[ /:=]{1,3}[\"']?v?\d{1,3}\.\d",
    re.IGNORECASE,
)
_READ = 200_000


def health_leaks(text: str) -> tuple[str, ...]:
    """Return what is told, in words and without values; one line per kind."""
    text, found = text[:_READ], []
    if match := _CONNECTION.search(text):
        found.append(f"a connection string with a password ({match.group(1)}://…)")
    names = sorted(set(_ENVIRONMENT.findall(text)))
    if names:
        found.append(f"environment variables ({', '.join(names[:5])})")
    if _PRIVATE.search(text):
        found.append("the name or address of an internal machine")
    if match := _SOFTWARE.search(text):
        found.append(f"the version of {match.group(1)}")
    found.extend(f"a stack trace ({one.line[:80]})" for one in traces(text)[:1])
    return tuple(found)
