"""Quiet windows: what the target does when nearly nobody is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from statistics import median

from launchready.derive.load.histogram import merged, percentile_us
from launchready.derive.load.noise import too_noisy
from launchready.load.experiments.stage import SHORT_TRIES, Stage
from launchready.load.journey import Scenario
from launchready.load.phase import Law, Phase
from launchready.load.tally import Tally

MORE = 2
"""Further windows, where the first ones differ too much."""


@dataclass(slots=True)
class Quiet:
    """A baseline."""

    tallies: list[Tally] = field(default_factory=list)
    """Of the windows that count."""
    p95_us: list[int] = field(default_factory=list)
    void: str = ""
    """Why there is no baseline; empty: there is one."""

    @property
    def baseline_us(self) -> int:
        """The 95th percentile of the median window."""
        return round(median(self.p95_us))


def response_us(tally: Tally, percent: float = 95) -> int:
    """Return a percentile over all routes of a phase; 0: nothing succeeded."""
    spread = merged(route.response.spread() for route in tally.routes.values())
    return percentile_us(spread, percent) or 0


async def quiet_windows(
    stage: Stage,
    rate: float,
    seconds: float,
    law: Law = Law.CONSTANT,
    scenario: Scenario | None = None,
) -> Quiet:
    """Measure the quiet target in several windows, in more where they differ.

    Even arrivals, because chance would let visitors meet who should find it empty.
    """
    quiet = Quiet()
    wanted = max(3, stage.order.windows)
    for number in range(1, wanted + MORE + 1):
        if number > wanted and not too_noisy(quiet.p95_us):
            break
        phase = quiet_phase(stage, rate, seconds, number, law)
        if stage.over:
            quiet.void = stage.over
            quiet.tallies = quiet.tallies or [Tally(phase)]
            return quiet
        words = f"quiet window {number} of {max(number, wanted)}"
        ran = await stage.run(phase, words, tries=SHORT_TRIES, scenario=scenario)
        p95 = response_us(ran.tally)
        if not ran.void and (p95 or ran.tally.failed):
            quiet.tallies.append(ran.tally)
            quiet.p95_us.append(p95)
        why = ran.void or ran.tally.stopped or stage.over
        if why:
            quiet.void = why
            quiet.tallies = quiet.tallies or [ran.tally]
            return quiet
    if not all(quiet.p95_us):
        quiet.void = "nothing succeeded in a quiet window"
    else:
        quiet.void = too_noisy(quiet.p95_us)
    return quiet


def quiet_phase(stage: Stage, rate: float, seconds: float, number: int, law: Law) -> Phase:
    """Return one quiet window; each has other random arrivals."""
    order = stage.order
    return Phase(
        "quiet",
        seconds,
        rate,
        law,
        users=order.users,
        most_in_flight=order.most_in_flight,
        per_user=order.per_user,
        limits=order.limits,
        stop_share=order.stop_share,
        seed=order.seed + number,
    )


def in_a_row(tallies: Sequence[Tally]) -> Tally:
    """Return phases that followed each other as one."""
    whole = Tally(tallies[0].phase)
    for tally in tallies:
        offset = ceil(whole.seconds)
        late = Tally(tally.phase)
        late.add(tally)
        late.windows = late.windows.later(offset)
        for route in late.routes.values():
            route.windows = route.windows.later(offset)
        late.seconds = offset + tally.seconds
        whole.add(late)
    return whole
