"""Commands that prove a declared redirect mended."""

from __future__ import annotations

from launchready.derive.commands import ends_on, first_hop, literal
from launchready.facts.redirect import DeclaredWalk


def declared_holds(walk: DeclaredWalk) -> str:
    """Return the proof that a declared redirect leads to its target, for good where it must."""
    target = literal(walk.target.split("?")[0].rstrip("/"))
    if walk.permanent:
        return first_hop(walk.subject, f"30[18] {target}")
    return ends_on(walk.subject, target)
