"""What an audit can judge: of the live product, of the repository, or of both."""

from __future__ import annotations

from collections.abc import Iterable

from launchready.collect import all_collectors
from launchready.collect.collector import Collector, Side
from launchready.facts.base import Facts
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.facts.under_load import UNDER_LOAD
from launchready.model.bar import How, Row
from launchready.model.check import Check, Wants

MOST_NAMED = 4


def sides(run: Run) -> frozenset[Side]:
    """Return where a run looked."""
    looked = {
        Side.SURFACE: run.surface,
        Side.REPOSITORY: bool(run.repository),
        Side.LOGS: bool(run.logs),
    }
    return frozenset(side for side, at in looked.items() if at)


def reachable(collectors: Iterable[Collector], run: Run) -> tuple[Collector, ...]:
    """Return the collectors whose sides a run looks at."""
    at = sides(run)
    return tuple(one for one in collectors if one.sides <= at)


def judged(checks: Iterable[Check], run: Run, facts: Facts | None = None) -> tuple[Check, ...]:
    """Return the checks that a run can judge.

    A check that needs a side that nobody looked at is left out, not answered: its rows stay
    unknown. So is one whose load was never sent. An optional fact of such a side is simply not
    there.
    """
    at = sides(run)
    beyond: set[type] = {one.kind for one in all_collectors() if not one.sides <= at}
    beyond |= {one for one in UNDER_LOAD if facts is None or not facts.subjects(one)}
    within: set[type] = {one.kind for one in all_collectors() if one.sides <= at}
    return tuple(check for check in checks if not _needed(check) & (beyond - within))


def _needed(check: Check) -> set[type]:
    return {need.kind for need in check.needs if need.wants in {Wants.ONE, Wants.EACH}}


def in_scope(row: Row, run: Run) -> bool:
    """Whether a run can prove a row, in whole or part."""
    at = sides(run)
    return (Side.SURFACE in at and row.surface) or (Side.REPOSITORY in at and How.REPO in row.how)


def scope_of(product: Product, run: Run, checks: Iterable[Check] = ()) -> str:
    """Say over what a run decides; `checks` are those that somebody chose."""
    areas = sorted({check.area for check in judged(checks, run)})
    name = product.domain or product.name or run.repository
    both = f"the repository {run.repository}" if run.repository else ""
    if not run.surface:
        return f"{_areas(areas)} of {both}" if areas else both
    of = f"{name} and {both}" if both else name
    if areas:
        return f"{_areas(areas)} of {of}"
    return f"the public surface of {of}"


def _areas(areas: list[str]) -> str:
    more = len(areas) - MOST_NAMED
    named = ", ".join(areas[:MOST_NAMED])
    return named if more <= 0 else f"{named} and {more} more {'area' if more == 1 else 'areas'}"
