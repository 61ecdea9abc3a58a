"""Short sentences and figures that every report words alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from launchready.model.finding import Severity
from launchready.model.result import Result
from launchready.model.verdict import Decision
from launchready.report.ranking import still_to_prove, ways_to_prove
from launchready.report.view import NetworkUse, Report

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
ALL_SEEN = "Everything that was to be checked could be seen."
KILO = 1000.0


def sentence(words: str) -> str:
    """Make a clause a sentence: a capital in front, a full stop behind."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def count(number: int, one: str, many: str = "") -> str:
    """Say `1 risk`, `2 risks`; thousands are parted by a comma."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def when(moment: datetime) -> str:
    """Say a moment as `27 October 2026, 14:03 UTC`."""
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


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


def tally(risks: Iterable[Result]) -> str:
    """Say how many risks there are of each severity: `1 blocker, 2 high`."""
    worst = [risk.severity for risk in risks]
    return ", ".join(f"{worst.count(kind)} {kind}" for kind in Severity if kind in worst)


def to_prove(report: Report) -> str:
    """Say how much of the whole bar is still to prove, and by what."""
    states = still_to_prove(report)
    if not states:
        return f"Nothing of the {count(len(report.rows), 'row')} is left to prove."
    ways = ", ".join(f"{number} by {way}" for way, number in ways_to_prove(states))
    return f"Still to prove: {len(states)} of {count(len(report.rows), 'row')} ({ways})."


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
