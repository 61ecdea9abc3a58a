"""Word findings about cross-origin answers."""

from __future__ import annotations

from launchready.facts.cors import CorsProbe

FIX = (
    "Compare the `Origin` header with a fixed list of whole origins, letter by letter; answer with"
    " that origin and `Vary: Origin` when it is on the list, and send no"
    " `Access-Control-Allow-…` header otherwise."
)


def seen(probe: CorsProbe) -> tuple[str, ...]:
    """Return what was asked and what was answered, word for word."""
    lines = [
        f"{probe.method} {probe.url}"[:200],
        f"Origin: {probe.origin}"[:200],
        f"Access-Control-Allow-Origin: {probe.allow_origin}"[:200],
    ]
    if probe.credentials:
        lines.append("Access-Control-Allow-Credentials: true")
    return tuple(lines)
