"""Judge the facts of a load run and put them into the value that renderers get."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.facts.base import Facts
from launchready.load.order import LoadOrder
from launchready.model.bar import Bar
from launchready.model.profile import Profile
from launchready.model.result import Result
from launchready.model.verdict import RowState, Verdict
from launchready.report.view import Report


@dataclass(frozen=True, slots=True)
class Judged:
    """What a load run came to."""

    facts: Facts
    results: tuple[Result, ...]
    rows: tuple[RowState, ...]
    """Those that a load run can answer."""
    verdict: Verdict


def judge_load(facts: Facts, profile: Profile, bar: Bar) -> Judged:
    """Judge what was seen under load, and nothing else."""
    raise NotImplementedError


def load_report(judged: Judged, order: LoadOrder, took_ms: float) -> Report:
    """Report a load run: the verdict, what was measured, then what to mend."""
    raise NotImplementedError
