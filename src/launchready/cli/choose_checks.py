"""Which checks run: `--only AREA` and `--skip ID`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from launchready.cli.wrong import Wrong

if TYPE_CHECKING:
    from launchready.model.check import Check

NEAR = 0.6
"""How alike two names must be for one to be meant by the other; 1 is the same."""

MOST_LISTED = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """Which checks are wanted, and which of them nobody is to look at."""

    checks: tuple[Check, ...] = ()
    """Those of the areas that were named; empty: all."""
    skipped: frozenset[str] = frozenset()
    """Their rows stay unknown: what nobody looks at is not proven."""


def choose_checks(only: Sequence[str], skip: Sequence[str]) -> Choice:
    """Return what is wanted. Raises `Wrong`."""
    from launchready.checks import all_checks

    if not only and not skip:
        return Choice()
    areas = {area for text in only for area in text.split(",") if area}
    ids = {one for text in skip for one in text.split(",") if one}
    checks = all_checks()
    refuse_unknown(areas, {check.area for check in checks}, "area")
    refuse_unknown(ids, {check.id for check in checks}, "check")
    chosen = tuple(check for check in checks if check.area in areas)
    if all(check.id in ids for check in chosen or checks):
        message = "nothing is left to check"
        raise Wrong(message)
    return Choice(chosen, frozenset(ids))


def refuse_unknown(wanted: set[str], known: set[str], what: str) -> None:
    """Refuse names that are not known; near ones are suggested, few are listed. Raises `Wrong`."""
    for one in sorted(wanted - known):
        near = get_close_matches(one, known, 1, NEAR)
        if near:
            hint = f"; did you mean {near[0]!r}?"
        elif len(known) <= MOST_LISTED:
            hint = f"; known: {', '.join(sorted(known))}"
        else:
            hint = "; `launchready checks` lists them"
        message = f"there is no {what} {one!r}{hint}"
        raise Wrong(message)
