"""How load figures are written: one way for tables, sentences and budgets."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from launchready.derive.load.percent import NEEDED, shown_us
from launchready.facts.load import Fault, LoadRun, PhaseRun, Spread

MAIN = ("load", "run", "beside")
"""Phases that a run is about, the first that there is."""

SURE = 9.0
"""Journeys that would be due in a time of which none begins by chance: once in 8,000 times."""

CONSTANT = "constant"

BESIDE = frozenset({"noisy"})
"""Phases that have another one beside them."""

FAULTS = {
    Fault.NAME: "name not found",
    Fault.CONNECT: "no connection",
    Fault.TLS: "TLS failed",
    Fault.TIMEOUT: "timed out",
    Fault.CLOSED: "cut off",
    Fault.GARBAGE: "not HTTP",
    Fault.TOO_MANY: "429 (limited)",
    Fault.CLIENT: "4xx",
    Fault.SERVER: "5xx",
    Fault.ASSERTION: "not as expected",
}
"""What people read for each kind of failure."""

SECOND_US = 1_000_000
FINE_US = 10_000
MILLISECOND_US = 1_000
WHOLE = 100
"""From here on a rate or a ratio needs no decimals."""

LITTLE, NEARLY_ALL = 0.1, 99.9
"""Percent that would otherwise be rounded to nothing, or to everything."""


def percentile(spread: Spread, percent: float) -> int | None:
    """Return a percentile in microseconds; None where there are too few samples for it."""
    return shown_us(spread, percent)


def duration(us: float | None) -> str:
    """Write a time: `0.42 ms`, `8.4 ms`, `420 ms`, `1.85 s`; `-` for none."""
    if us is None:
        return "-"
    if us >= SECOND_US:
        return f"{us / 1e6:,.2f} s"
    if us >= FINE_US:
        return f"{us / 1e3:.0f} ms"
    return f"{us / 1e3:.1f} ms" if us >= MILLISECOND_US else f"{us / 1e3:.2f} ms"


def rate(per_s: float) -> str:
    """Write a rate: `0.25/s`, `8.5/s`, `120/s`."""
    decimals = 0 if per_s >= WHOLE or per_s == int(per_s) else 1 if per_s >= 1 else 2
    return f"{per_s:,.{decimals}f}/s"


def share(part: float, whole: float) -> str:
    """Write a part of a whole as a percentage; one that is not nothing never reads 0 %."""
    if not whole:
        return "-"
    percent = 100 * part / whole
    if part and percent < LITTLE:
        return "< 0.1 %"
    if part < whole and percent > NEARLY_ALL:
        return "> 99.9 %"
    return f"{percent:.1f} %".replace(".0 %", " %")


def times(ratio: float) -> str:
    """Write how many times as much: `1.2 x`."""
    return f"{ratio:.1f} x" if ratio < WHOLE else f"{ratio:,.0f} x"


def factor(number: float) -> str:
    """Write a factor that was asked for: `2 x`."""
    return f"{number:g} x"


def ratio(after: Spread, before: Spread, percent: float = 95.0) -> float | None:
    """Return how many times longer the percentile became; None where one is not known."""
    late, early = percentile(after, percent), percentile(before, percent)
    return late / early if late is not None and early else None


def slowest(routes: Iterable[tuple[str, Spread]]) -> str:
    """Say which route is the slowest, as far as there are answers; empty: no p95 is known.

    A route of too few answers that is slower at its median already is named too.
    """
    seen = [(name, spread) for name, spread in routes if spread.count]
    known = [(us, name) for name, one in seen if (us := percentile(one, 95)) is not None]
    if not known:
        return ""
    high, slow = max(known)
    few = [(name, one) for name, one in seen if percentile(one, 95) is None]
    which = f"of the routes with {NEEDED[95.0]} answers or more, the slowest, {slow}"
    said = f"{which if few else f'the slowest route, {slow}'}, answers 95 of 100 requests within "
    said += duration(high)
    later = [(us, name, one.count) for name, one in few if (us := percentile(one, 50) or 0) > high]
    if later:
        us, name, count = max(later)
        said += f"; {name} is slower, half of its {count:,} took {duration(us)} or longer"
    return said


def main_phase(run: LoadRun) -> PhaseRun | None:
    """Return the phase that the run is about: `load`, or else the longest one that counts."""
    for name in MAIN:
        found = run.phase(name)
        if found is not None:
            return found
    whole = [one for one in run.phases if not one.void] or list(run.phases)
    return max(whole, key=lambda one: one.seconds, default=None)


def arrivals(law: str) -> str:
    """Name a law of arrivals: `Poisson arrivals`, `constant arrivals`."""
    return f"{'Poisson' if law == 'poisson' else law} arrivals"


def sending_s(phase: PhaseRun) -> float:
    """Return for how many seconds journeys were begun; what is still under way then goes on.

    A phase of several windows has pauses: seconds in which none begins, and not by chance.
    """
    begun = [window.second for window in phase.windows if window.started]
    if not begun:
        return phase.seconds
    pauses = sum(
        later - early - 1
        for early, later in pairwise(begun)
        if _pause(later - early - 1, phase.asked_per_s, phase.law)
    )
    return min(phase.seconds, float(max(begun) + 1 - pauses))


def _pause(seconds: int, per_s: float, law: str) -> bool:
    return seconds * per_s >= (1.0 if law == CONSTANT else SURE)


def one_after_another(run: LoadRun) -> tuple[PhaseRun, ...]:
    """Return the phases without those that went on beside another one."""
    return tuple(one for one in run.phases if one.name not in BESIDE)


def faults(pairs: tuple[tuple[Fault, int], ...]) -> str:
    """Write failures by kind, the most frequent first: `timed out 12, 5xx 3`."""
    ranked = sorted(pairs, key=lambda pair: -pair[1])
    return ", ".join(f"{FAULTS[fault]} {count:,}" for fault, count in ranked if count)
