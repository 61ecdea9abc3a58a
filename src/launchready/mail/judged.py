"""Judge the facts of a message and put them into the value that renderers get."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from launchready import __version__
from launchready.checks import all_checks
from launchready.engine.judge import judge
from launchready.facts.base import Fact, Facts
from launchready.facts.message import (
    MailDelivery,
    MailPlacement,
    MessageDkim,
    MessageDmarc,
    MessageLinks,
    MessageSpf,
    ReceivedMessage,
)
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.mail.words import lines
from launchready.model.bar import Bar
from launchready.model.check import Check
from launchready.model.profile import Profile
from launchready.model.result import Result
from launchready.model.verdict import RowState, Verdict
from launchready.net.traffic import Traffic
from launchready.report.view import NetworkUse, Report
from launchready.verdict import decide, row_states

MESSAGE = frozenset({ReceivedMessage, MessageDkim, MessageSpf, MessageDmarc, MessageLinks})
PROBE = frozenset({MailDelivery, MailPlacement})
GIVEN = frozenset({Product, Run})
F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a message came to."""

    facts: Facts
    results: tuple[Result, ...]
    rows: tuple[RowState, ...]
    """Those that a message can answer."""
    verdict: Verdict


def judge_message(facts: Facts, profile: Profile, bar: Bar, what: str) -> Judged:
    """Judge what was seen of one message, and nothing else. `what` names it in the verdict."""
    results = judge(message_checks(facts), facts, profile, bar)
    spoken = {row for result in results for row in result.check.rows}
    rows = tuple(state for state in row_states(bar, results) if state.row.id in spoken)
    return Judged(facts, results, rows, decide(results, rows, profile, what))


def message_checks(facts: Facts) -> tuple[Check, ...]:
    """Return the checks that judge a message and whose questions were asked at all.

    An own mail server has no spam folder: that is told, and is no reason to decide nothing.
    """
    asked = {kind for kind in MESSAGE | PROBE if facts.subjects(kind)}
    if not facts.each(MailPlacement).seen:
        asked.discard(MailPlacement)
    return tuple(
        check
        for check in all_checks()
        if check.kinds & (MESSAGE | PROBE)
        and check.kinds & (MESSAGE | PROBE) <= asked
        and not (check.id == "message-link-dead" and not _links_asked(facts.each(MessageLinks)))
    )


def _links_asked(each: Iterable[MessageLinks]) -> bool:
    return all(
        any(link.status or link.problem for link in one.links) or not one.links for one in each
    )


def message_report(
    judged: Judged, profile: Profile, run: Run, run_id: str, traffic: Traffic, took_ms: float
) -> Report:
    """Report a message on one page: the verdict, DKIM, SPF and DMARC apart, then what to mend."""
    message = next(iter(judged.facts.each(ReceivedMessage)), None)
    title = f"“{message.title}” from {_from(message)}" if message is not None else "no message"
    return Report(
        target=f"the mail {title}",
        profile=profile,
        at=run.at,
        took_ms=took_ms,
        verdict=judged.verdict,
        status=None,
        results=judged.results,
        rows=(),
        traffic_path="",
        network=NetworkUse(
            traffic.dns_queries, traffic.connections, traffic.requests, traffic.bytes_in
        ),
        change=None,
        version=__version__,
        run_id=run_id,
        lines=lines(judged.facts),
    )


def _from(message: ReceivedMessage) -> str:
    return ", ".join(message.from_addresses[:2]) or "nobody"
