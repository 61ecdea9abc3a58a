"""Bring together what was found of each value: one secret, all its places, the worst first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from launchready.derive.secrets.identity import is_often_made_up
from launchready.derive.secrets.paths import is_sample
from launchready.derive.secrets.sight import Sight
from launchready.facts.secrets import Nature, Place, Secret, State

MOST_PLACES = 20
_STATES = tuple(State)
_NATURES = tuple(Nature)


@dataclass(frozen=True, slots=True)
class Found:
    """One sight at one place, and when a commit brought and took it."""

    sight: Sight
    place: Place
    first_commit: str = ""
    first_at: datetime | None = None
    last_commit: str = ""
    last_at: datetime | None = None


def grouped(found: Iterable[Found]) -> tuple[Secret, ...]:
    """Return one secret for each value, the gravest kinds first."""
    by_id: dict[str, list[Found]] = {}
    for one in found:
        by_id.setdefault(one.sight.id, []).append(one)
    secrets = [_secret(each) for each in by_id.values()]
    return tuple(sorted(secrets, key=lambda one: (_NATURES.index(one.nature), one.kind, one.id)))


def _secret(each: list[Found]) -> Secret:
    best = min((one.sight for one in each), key=lambda one: _NATURES.index(one.nature))
    places = sorted(
        dict.fromkeys(one.place for one in each),
        key=lambda one: (_STATES.index(one.state), not one.tracked, one.path, one.line),
    )
    firsts = [(one.first_at, one.first_commit) for one in each if one.first_at is not None]
    lasts = [(one.last_at, one.last_commit) for one in each if one.last_at is not None]
    first_at, first_commit = min(firsts, default=(None, ""))
    last_at, last_commit = max(lasts, default=(None, ""))
    still = places[0].state is State.HEAD
    return Secret(
        id=best.id,
        kind=best.kind,
        vendor=best.vendor,
        what=best.what,
        shown=best.shown,
        nature=_nature(best, places),
        name=next((one.sight.name for one in each if one.sight.name), ""),
        places=tuple(places[:MOST_PLACES]),
        seen=len(places),
        first_commit=first_commit,
        first_at=first_at,
        last_commit="" if still else last_commit,
        last_at=None if still else last_at,
        expires=best.expires,
        role=best.role,
        production=any(one.sight.production for one in each),
    )


def _nature(best: Sight, places: list[Place]) -> Nature:
    """Only samples hold it, and samples are usually made up: then it is one."""
    if best.production:
        return Nature.LIVE
    usual = best.nature in {Nature.LIVE, Nature.NAMED, Nature.TOKEN} and is_often_made_up(best.kind)
    shipped = any(one.state in {State.BUNDLE, State.LOG, State.MESSAGE} for one in places)
    paths = [one.path for one in places if one.path]
    if usual and paths and not shipped and all(is_sample(path) for path in paths):
        return Nature.SAMPLE
    return best.nature


def at_place(sight: Sight, place: Place) -> Found:
    """Return a sight at a place that has no history."""
    return Found(replace(sight, inside=""), place)
