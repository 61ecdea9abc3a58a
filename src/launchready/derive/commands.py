"""Commands that show whether a fix works. Addresses come from the target, so they are quoted."""

from __future__ import annotations

from shlex import quote


def headers_of(url: str, pattern: str) -> str:
    """Return the command that prints the response headers that match a pattern of our own."""
    return f"curl -sS -o /dev/null -D - {quote(url)} | grep -iE '{pattern}'"


def status_of(url: str) -> str:
    """Return the command that prints the status of an answer."""
    return f"curl -sS -o /dev/null -w '%{{http_code}}\\n' {quote(url)}"


def beginning_of(url: str) -> str:
    """Return the command that prints the first bytes of an answer."""
    return f"curl -sS {quote(url)} | head -c 200"
