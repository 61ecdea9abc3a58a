"""A baseline: what an earlier run measured, in a file that a repository can keep."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from pathlib import Path

from launchready.facts.base import Facts, Sighting
from launchready.facts.load import LoadRun, PhaseRun, PhaseTimings, RouteTimings
from launchready.load.comparison.compare import compare_runs
from launchready.load.telling.reading import main_phase
from launchready.load.trouble import LoadError
from launchready.report.view import Demand, Table
from launchready.store.codec import CodecError, Saved, dump_facts, load_facts

LARGEST = 50_000_000
"""Bytes of a file that is read."""
REPORT = {"schema", "work", "verdict"}
"""Keys that every report in JSON has."""
ROW = {field.name for field in fields(Saved)}


@dataclass(frozen=True, slots=True)
class Baseline:
    """An earlier run, and where it was read."""

    name: str
    facts: Facts


def read_baseline(path: Path) -> Baseline:
    """Read a baseline or an exported run. Raises `LoadError` in one sentence."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        message = f"{path} cannot be read: {(error.strerror or str(error)).lower()}"
        raise LoadError(message) from None
    if len(raw) > LARGEST:
        message = f"{path} is larger than a run can be ({LARGEST // 1_000_000} MB)"
        raise LoadError(message)
    try:
        facts = load_facts(raw)
    except CodecError as error:
        message = f"{path} is no baseline and no exported run: {_why_not(raw) or error}"
        raise LoadError(message) from None
    if not facts.subjects(LoadRun):
        message = f"{path} holds no load run"
        raise LoadError(message)
    return Baseline(str(path), facts)


def _why_not(raw: bytes) -> str:
    """Say what a file is that holds no saved run; empty: rows of one, which say it themselves."""
    if not raw.strip():
        return "it is empty"
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return "it is not JSON, or only a part of it"
    if isinstance(found, dict) and found.keys() >= REPORT:
        return (
            "it is a report; compare takes a run's id (`launchready runs` lists them), an exported "
            "run or a file that --baseline wrote"
        )
    if isinstance(found, list) and all(
        isinstance(one, dict) and one.keys() >= ROW for one in found
    ):
        return ""
    return "it is JSON of something else"


def write_baseline(path: Path, facts: Facts) -> None:
    """Write what a later run is compared with: spreads and seconds, no text of the target.

    Raises `LoadError`.
    """
    kept = Facts(_light(one) for one in facts if isinstance(one.what, LoadRun | RouteTimings))
    try:
        path.write_bytes(dump_facts(kept) + b"\n")
    except OSError as error:
        message = f"{path} cannot be written: {(error.strerror or str(error)).lower()}"
        raise LoadError(message) from None


def no_baseline(facts: Facts) -> str:
    """Say why a run is nothing to compare later ones with; empty: it is."""
    run = next(iter(facts.each(LoadRun)), None)
    phase = main_phase(run) if run is not None else None
    if run is None or phase is None:
        return "the run has no phase under load"
    if run.stopped:
        return f"the run ended early: {run.stopped}"
    return f"the phase {phase.name!r} is void: {phase.void}" if phase.void else ""


def judge_baseline(baseline: Baseline, facts: Facts) -> tuple[tuple[Demand, ...], Table, str]:
    """Compare a run with the baseline; the demand is that nothing became worse.

    Also says in a sentence what else was not the same in both; empty: nothing. Each demand says it
    too: in formats that show only those, a difference of targets must not look like one of code.
    """
    compared = compare_runs(baseline.facts, facts)
    differ = compared.differences if compared.comparable else ()
    beside = "".join(f"; {one.short}" for one in differ)
    demands = tuple(
        replace(one, says=f"{one.says.rstrip('.')}{beside}" if beside else one.says)
        for one in compared.demands
    )
    says = "; ".join(one.says for one in differ)
    return demands, compared.table, f"Beside the baseline {baseline.name}: {says}." if says else ""


def _light(sighting: Sighting) -> Sighting:
    """Leave out what no comparison reads."""
    match sighting.what:
        case LoadRun() as run:
            return replace(
                sighting, what=replace(run, phases=tuple(_phase(one) for one in run.phases))
            )
        case RouteTimings() as route:
            return replace(
                sighting, what=replace(route, phases=tuple(_timings(one) for one in route.phases))
            )
        case _:
            return sighting


def _phase(phase: PhaseRun) -> PhaseRun:
    return replace(phase, windows=())


def _timings(timings: PhaseTimings) -> PhaseTimings:
    return replace(timings, service=type(timings.service)())
