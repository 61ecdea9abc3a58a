"""Short sentences and figures that every report words alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from launchready.facts.product import Accepted
from launchready.model.bar import How
from launchready.model.finding import Severity
from launchready.model.outcome import Passed
from launchready.model.result import Result
from launchready.model.verdict import Decision, RowStatus, Verdict
from launchready.report.ranking import (
    UNANSWERED,
    WAYS,
    must_be_proven,
    still_to_prove,
    ways_to_prove,
)
from launchready.report.ranking import unproven as ranking_unproven
from launchready.report.view import Demand, Kept, NetworkUse, Report
from launchready.report.visible import visible

DECISIONS = {
    Decision.GO: "Go",
    Decision.NO_GO: "No go",
    Decision.NOT_PROVEN: "Not proven",
}

MEANS = {
    Decision.GO: "Everything that must hold was seen to hold.",
    Decision.NO_GO: "Something that must hold does not. Fix it before the launch.",
    Decision.NOT_PROVEN: "Something that must hold has not been seen to hold yet.",
}
"""What a decision means to somebody who reads one line."""

NO_RISKS = "No open risks were found in what could be checked."
NOTHING_SEEN = "Nothing could be judged, so nothing is known of risks."
ALL_SEEN = "Everything that was to be checked could be seen."
KILO = 1000.0
NAMED = 5
"""Unproven rows that a verdict names."""

WHY = 160
"""Characters of a reason in such a list."""

STEPS = (
    ({How.PROBE}, "declare or repair what could not be seen, then audit again"),
    ({How.ANSWER}, "`launchready answer ROW` keeps what only a person can say"),
    ({How.REPO}, "`--repo DIR` looks at the code"),
    (
        {How.DRILL, How.LOAD, How.TELEMETRY, How.DATABASE, How.PROVIDER},
        "the others need evidence that a look from outside cannot give",
    ),
)
"""What somebody does next, by the way that a row is proven."""


def no_risks(results: Iterable[Result]) -> tuple[str, str]:
    """Say in a word and a sentence what it means that there is none: perhaps none was seen."""
    if any(isinstance(result.outcome, Passed) for result in results):
        return "none", NO_RISKS
    return "not known", NOTHING_SEEN


def capital(words: str) -> str:
    """Write the first letter large and leave the rest."""
    return words[:1].upper() + words[1:]


WORST = (Kept.BROKEN, Kept.UNKNOWN)
HELD = {Kept.BROKEN: "are broken", Kept.UNKNOWN: "are not to be judged"}


def sentence(words: str) -> str:
    """Make a clause a sentence: a capital in front, a full stop behind."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def count(number: int, one: str, many: str = "") -> str:
    """Say `1 risk`, `2 risks`; thousands are parted by a comma."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day(moment: datetime) -> str:
    """Say a day as `27 October 2026`."""
    return f"{moment.day} {moment:%B %Y}"


def when(moment: datetime) -> str:
    """Say a moment as `27 October 2026, 14:03 UTC`."""
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def unmatched(by: Accepted) -> str:
    """Say what an acceptance is of that took nothing."""
    return "any finding" if by.subject == "*" else by.subject


def blind(why: str) -> str:
    """Say why a risk that was judged before could not be judged again."""
    return f"could no longer be seen: {why}"


def took(milliseconds: float) -> str:
    """Say a duration as `0.84 s`."""
    return f"{milliseconds / KILO:.2f} s"


def size(number: int) -> str:
    """Say a size as `412 kB`."""
    if number < KILO:
        return f"{number} B"
    amount, unit = number / KILO, "kB"
    if amount >= KILO:
        amount, unit = amount / KILO, "MB"
    return f"{amount:.1f} {unit}"


def network(use: NetworkUse) -> str:
    """Say what the run cost the network."""
    return ", ".join(
        (
            count(use.dns_queries, "DNS query", "DNS queries"),
            count(use.connections, "connection"),
            count(use.requests, "request"),
            f"{size(use.bytes_in)} read",
        )
    )


def cost(report: Report) -> str:
    """Say what a run cost the network; only an audit counts every part of it."""
    if not report.method:
        return network(report.network)
    use = report.network
    parts = (
        (use.dns_queries, count(use.dns_queries, "DNS query", "DNS queries")),
        (use.connections, count(use.connections, "connection")),
        (use.requests, count(use.requests, "request")),
        (use.bytes_in, f"{size(use.bytes_in)} read"),
    )
    return ", ".join(said for number, said in parts if number) or "nothing was sent"


def tally(risks: Iterable[Result]) -> str:
    """Say how many risks there are of each severity: `1 blocker, 2 high`."""
    worst = [risk.severity for risk in risks]
    return ", ".join(f"{worst.count(kind)} {kind}" for kind in Severity if kind in worst)


def to_prove(report: Report) -> str:
    """Say how much of what must be proven is not yet, by what it can be, and what is unknown."""
    states = still_to_prove(report)
    number = must_be_proven(report)
    wanted = count(number, "row")
    unknown = sum(state.status is RowStatus.UNKNOWN for state in report.rows)
    is_or_are = "is" if unknown == 1 else "are"
    rest = f"Of all {count(len(report.rows), 'row')}, {unknown} {is_or_are} unknown."
    if not number:
        return f"No row of these has to be proven. {rest}"
    if not states:
        return f"Still to prove: none of the {wanted} that must be proven. {rest}"
    ways = ", ".join(f"{number} by {way}" for way, number in ways_to_prove(states))
    return f"Still to prove: {len(states)} of the {wanted} that must be proven ({ways}). {rest}"


def unproven(report: Report, verdict: Verdict) -> tuple[str, ...]:
    """Name what a NOT_PROVEN verdict is about, and say how to prove it; empty for others."""
    found = ranking_unproven(report, verdict)
    if not found:
        return ()
    named = [f"{one.row} ({_missing(one.why)}; proven by {WAYS[one.way]})" for one in found]
    said = [f"Unknown: {listed(named, NAMED)}."]
    ways = {one.way for one in found}
    steps = [step for wanted, step in STEPS if ways & wanted]
    return (*said, f"To prove them: {'; '.join(steps)}.") if steps else tuple(said)


@dataclass(frozen=True, slots=True)
class Held:
    """What became of a budget or a baseline as a whole."""

    group: str
    state: Kept
    says: str


def held(report: Report) -> tuple[Held, ...]:
    """Say of each group of demands whether all are kept, and which are not; broken ones first."""
    return tuple(
        _held(group, tuple(one for one in report.demands if one.group == group))
        for group in dict.fromkeys(one.group for one in report.demands)
    )


def _held(group: str, demands: tuple[Demand, ...]) -> Held:
    state = next((one for one in WORST if any(two.state is one for two in demands)), Kept.KEPT)
    bad = [one for one in demands if one.state is state]
    line = "figure" if group == "baseline" else "line"
    if state is Kept.KEPT:
        every = f"All {len(demands)} {line}s" if len(demands) > 1 else f"The one {line}"
        return Held(
            group, state, f"{every} of the {group} {'hold' if len(demands) > 1 else 'holds'}."
        )
    verb = HELD[state] if len(bad) > 1 else HELD[state].replace("are", "is", 1)
    named = listed([visible(one.name, WHY) for one in bad], NAMED)
    return Held(
        group, state, f"{len(bad)} of {len(demands)} {line}s of the {group} {verb}: {named}."
    )


def _missing(why: str) -> str:
    return "no evidence yet" if why == UNANSWERED else visible(why, WHY)


def listed(names: Iterable[str], most: int) -> str:
    """Join at most `most` names; the rest are counted: `a, b and 4 more`."""
    shown = list(names)
    rest = len(shown) - most
    if rest <= 0:
        return ", ".join(shown)
    return f"{', '.join(shown[:most])} and {rest} more"


AREAS = {
    "ai": "AI safety",
    "api": "API",
    "authz": "Access control",
    "ci": "CI",
    "cors": "CORS",
    "db": "Database",
    "deploy": "Deployment",
    "dns": "DNS",
    "env": "Environments",
    "ext": "Third parties",
    "flow": "Core flows",
    "jobs": "Background jobs",
    "load": "Load",
    "mon": "Monitoring",
    "ops": "Operations",
    "perf": "Performance",
    "rate": "Rate limits",
    "redirect": "Redirects",
    "tls": "TLS",
}
"""Areas whose name a founder would not guess; the others are just capitalised."""


def area(name: str) -> str:
    """Return the name of an area as a heading."""
    return AREAS.get(name, name.capitalize())
