"""The histograms of a run as files that other tools read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from launchready.derive.load.export import hgrm, plain
from launchready.facts.base import Facts
from launchready.facts.load import LoadRun, RouteTimings, Spread, StreamTimings
from launchready.load.trouble import LoadError

UNSAFE = re.compile(r"[^a-z0-9]+")
LONGEST = 60
"""Characters of a route's name in a file's name."""

SCHEMA = "launchready.load-histograms/1"
NAMED = ("route", "phase", "what")
"""What the last line of a table says it is of; readers of such tables skip lines with `#`."""


def write_histograms(folder: Path, facts: Facts) -> int:
    """Write `.hgrm` tables (milliseconds) and `histograms.json` (with V2); return how many tables.

    Files are named after routes without their signs; both say the exact name. Raises `LoadError`
    where the folder cannot be written.
    """
    taken: set[str] = set()
    index = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for subject, phase, what, spread in _spreads(facts):
            name = _free("-".join((_slug(subject), _slug(phase), what)), taken)
            head = {"route": subject, "phase": phase, "what": what, "file": f"{name}.hgrm"}
            said = f"#[{', '.join(f'{key} = {json.dumps(head[key])}' for key in NAMED)}]\n"
            (folder / f"{name}.hgrm").write_text(hgrm(spread) + said, "ascii")
            index.append({**head, **plain(spread)})
        document = {"schema": SCHEMA, "histograms": index}
        (folder / "histograms.json").write_text(json.dumps(document, indent=1) + "\n", "ascii")
    except OSError as error:
        message = f"{folder} cannot be written: {(error.strerror or str(error)).lower()}"
        raise LoadError(message) from None
    return len(index)


def _spreads(facts: Facts) -> Iterator[tuple[str, str, str, Spread]]:
    """Yield each spread that holds anything: subject, phase, what it is of."""
    for route in facts.each(RouteTimings):
        for timings in route.phases:
            yield from _full(route.subject, timings.phase, "response", timings.response)
            yield from _full(route.subject, timings.phase, "service", timings.service)
    for stream in facts.each(StreamTimings):
        for what in ("first_byte", "first_event", "gap", "stall", "total"):
            yield from _full(stream.subject, "all", what, getattr(stream, what))
    for run in facts.each(LoadRun):
        for phase in run.phases:
            yield from _full("generator", phase.name, "lateness", phase.lateness)


def _full(
    subject: str, phase: str, what: str, spread: Spread
) -> Iterator[tuple[str, str, str, Spread]]:
    if spread.count:
        yield subject, phase, what, spread


def _slug(text: str) -> str:
    return UNSAFE.sub("-", text.lower()).strip("-")[:LONGEST] or "route"


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no other file has; two routes may read alike without their signs."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free
