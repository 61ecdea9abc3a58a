"""What is shown while a load runs: a few lines that are written over, or a line now and then.

Everything is text made by hand. A renderer that takes milliseconds would make journeys late.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TextIO

from launchready.derive.load.histogram import Histogram, middle
from launchready.facts.load import Fault
from launchready.load.engine.gate import late_percent
from launchready.load.experiments.ground import Now
from launchready.load.phase import Law, Phase
from launchready.load.tally import RouteTally, Tally
from launchready.load.telling.aloud import say
from launchready.load.telling.reading import FAULTS, duration, rate, share
from launchready.report.visible import visible

REDRAW_S = 0.25
LINE_S = 5.0
"""Where nobody watches, a line is written that often."""

ROUTES = 8
NAME = 28
BAR = 20
LATE_US = 5_000
"""From here on a generator may be too late to be believed."""
LATE_SHARE = 0.1
"""Of the 95th percentile of the response times: what is late by less changes no verdict."""
DROPPED_SHARE = 0.01
"""The same rules as those by which a phase is void in the end."""


@dataclass(slots=True)
class View:
    """Where and how a run is shown."""

    out: TextIO
    target: str
    columns: Callable[[], int]
    """How wide the terminal is now."""
    live: bool
    """A terminal that somebody watches; otherwise plain lines."""
    clock: Callable[[], float] = time.monotonic
    _words: str = ""
    _began: float = 0.0
    _phase: Phase | None = None
    _begun: int = 0
    """Journeys of the phase when it was last looked at: fewer are those of another attempt."""
    _shown: float = field(default=float("-inf"))
    _lines: int = 0

    def tell(self, now: Now) -> None:
        """Show what an experiment does, if the last look is old enough."""
        at = self.clock()
        begun = now.tally.begun if now.tally is not None else 0
        again = now.phase is not self._phase or begun < self._begun
        self._phase, self._begun = now.phase, begun
        if again:
            self._began = at
        if now.words != self._words:
            self._words, self._began = now.words, at
            if not self.live:
                self._say(f"{now.words}\n")
                self._shown = at
        if at - self._shown < (REDRAW_S if self.live else LINE_S):
            return
        self._shown = at
        passed = at - self._began
        if self.live:
            self._draw(list(screen(self.target, now, passed)))
        elif now.tally is not None:
            self._say(f"{one_line(now, passed)}\n")

    def close(self) -> None:
        """Take the lines away again, so that the report stands alone."""
        if self._lines:
            self._say(f"\x1b[{self._lines}A\x1b[J")
            self._lines = 0

    def _draw(self, lines: list[str]) -> None:
        width = self.columns() - 1
        back = f"\x1b[{self._lines}A" if self._lines else ""
        self._say(back + "".join(f"\x1b[2K{line[:width]}\n" for line in lines) + "\x1b[J")
        self._lines = len(lines)

    def _say(self, text: str) -> None:
        say(self.out, text)


def screen(target: str, now: Now, passed: float) -> Iterator[str]:
    """Yield the lines that a terminal shows. `passed`: seconds since the words changed."""
    yield visible(f"Load on {target}: {now.words}", 200)
    phase, tally = now.phase, now.tally
    if phase is None or tally is None:
        return
    filled = min(BAR, int(BAR * passed / phase.seconds)) if phase.seconds else BAR
    bar = "#" * filled + "." * (BAR - filled)
    yield f"[{bar}] {passed:.0f} of {phase.seconds:.0f} s   {_pace(now, passed)}"
    yield f"in flight {tally.in_flight}   {_failures(tally)}   {lateness(tally)}"
    yield f"  {'route':<{NAME}} {'requests':>9} {'p50':>9} {'p95':>9} {'failed':>8}"
    routes = list(tally.routes.values())
    for route in routes[:ROUTES]:
        yield _route(route)
    if len(routes) > ROUTES:
        yield f"  and {len(routes) - ROUTES} more routes"


def one_line(now: Now, passed: float) -> str:
    """Say the same in a line, for a log."""
    if now.phase is None or now.tally is None:
        return now.words
    slowest = max(
        (
            (percentiles(one.response, 95.0)[0], one.target.name)
            for one in now.tally.routes.values()
        ),
        default=(None, ""),
        key=lambda pair: pair[0] or 0,
    )
    worst = (
        f"slowest p95 {duration(slowest[0])} ({visible(slowest[1], NAME)}), " if slowest[0] else ""
    )
    return (
        f"{passed:.0f} of {now.phase.seconds:.0f} s, {_pace(now, passed)}, {worst}"
        f"in flight {now.tally.in_flight}, {_failures(now.tally)}, {lateness(now.tally)}"
    )


def lateness(tally: Tally) -> str:
    """Say whether the generator keeps its timetable."""
    late = percentiles(tally.lateness, 99.0)[0]
    if tally.phase.law is Law.CLOSED:
        return "closed loop"
    if late is None:
        return "nothing begun yet"
    word = "LATE" if _too_late(tally) else "honest"
    dropped = f", {tally.dropped:,} dropped" if tally.dropped else ""
    return f"{word} (late p99 {duration(late)}{dropped})"


def _too_late(tally: Tally) -> bool:
    """Whether the phase would be void if it ended now; all routes are added up only in doubt."""
    if tally.dropped > DROPPED_SHARE * tally.arrivals:
        return True
    late = percentiles(tally.lateness, late_percent(sum(tally.lateness.counts.values())))[0] or 0
    if late <= LATE_US:
        return False
    whole = Histogram()
    for route in tally.routes.values():
        whole.add(route.response)
    return late > max(LATE_US, LATE_SHARE * (percentiles(whole, 95.0)[0] or 0))


def percentiles(histogram: Histogram, *wanted: float) -> list[int | None]:
    """Return percentiles in microseconds in one pass; `wanted` in ascending order."""
    counts = histogram.counts
    total = sum(counts.values())
    found: list[int | None] = []
    if not total:
        return [None] * len(wanted)
    ranks = [max(1, -(-total * round(one * 1000) // 100_000)) for one in wanted]
    passed = 0
    for index in sorted(counts):
        passed += counts[index]
        while len(found) < len(ranks) and passed >= ranks[len(found)]:
            found.append(round(middle(index)))
        if len(found) == len(ranks):
            break
    return found


def _pace(now: Now, passed: float) -> str:
    phase, tally = now.phase, now.tally
    if phase is None or tally is None:
        return ""
    if phase.law is Law.CLOSED:
        return f"{phase.users} users, {tally.finished:,} journeys done"
    reached = rate(tally.begun / passed) if passed > 1 else "-"
    return f"asked {rate(phase.rate_per_s)}, reached {reached}"


def _failures(tally: Tally) -> str:
    failed, requests = tally.failed, tally.requests
    if not failed:
        return f"{requests:,} requests, none failed"
    kinds: dict[Fault, int] = {}
    for route in tally.routes.values():
        for fault, count in route.faults.items():
            kinds[fault] = kinds.get(fault, 0) + count
    ranked = sorted(kinds.items(), key=lambda pair: -pair[1])[:3]
    why = ", ".join(f"{FAULTS[fault]} {count:,}" for fault, count in ranked)
    return f"{requests:,} requests, {failed:,} failed ({share(failed, requests)}: {why})"


def _route(route: RouteTally) -> str:
    median, high = percentiles(route.response, 50.0, 95.0)
    failed = share(route.faults.total(), route.requests) if route.requests else "-"
    name = visible(route.target.name)[:NAME]
    return (
        f"  {name:<{NAME}} {route.requests:>9,} {duration(median):>9} {duration(high):>9}"
        f" {failed:>8}"
    )
