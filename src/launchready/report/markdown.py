"""The report for a pull request or an issue: GitHub's Markdown, short enough for one comment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from launchready.model.finding import Finding
from launchready.model.result import Result
from launchready.model.verdict import Decision, Verdict
from launchready.report import phrases, ranking
from launchready.report.markdown_tables import tables
from launchready.report.markdown_text import block, code, prose
from launchready.report.view import Change, Entry, Kept, Report

COMMENT = 65_536
"""Characters that GitHub takes in one comment."""

DETAIL_BUDGET = 36_000
"""Characters that risks may fill in detail; the others follow as one line each."""

BRIEF_BUDGET = 5_000
LINES = 20
SENTENCE = 600
QUOTE = 300
LIST = 1200
RECIPE = 1500

MARKS = {Decision.GO: "✅", Decision.NO_GO: "⛔", Decision.NOT_PROVEN: "❔"}

KEPT = {Kept.KEPT: "✅", Kept.BROKEN: "⛔", Kept.UNKNOWN: "❔"}


def render(report: Report) -> str:
    """Render a comment of at most 65,536 characters that ends with a line break."""
    parts = [
        *_top(report),
        *tables(report),
        *_risks(report),
        *_blind_spots(report),
        *_accepted(report),
        *(_change(report.change) if report.change else ()),
        "## How traffic reaches production" if report.traffic_path else "",
        prose(report.traffic_path, SENTENCE),
        "---",
        _foot(report),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _top(report: Report) -> Iterator[str]:
    decision = report.verdict.decision
    yield f"# {MARKS[decision]} {decision.value.replace('_', ' ')}: {code(report.target, QUOTE)}"
    yield from _verdict(report, report.verdict)
    if report.status is not None:
        yield from _verdict(report, report.status)
    for one in phrases.held(report):
        yield f"{KEPT[one.state]} **{one.state.upper()}**: {prose(one.says, LIST)}"
    if report.rows:
        yield prose(phrases.to_prove(report))
    if report.lines:
        yield "\n".join(f"- {prose(line, SENTENCE)}" for line in report.lines)
    yield f"Judged as: {prose(report.profile.title, QUOTE)} ({code(report.profile.name, QUOTE)})"


def _foot(report: Report) -> str:
    method = f"{prose(report.method, SENTENCE)} " if report.method else ""
    return (
        f"{method}{phrases.cost(report)}, in {phrases.took(report.took_ms)}. "
        f"{phrases.when(report.at)}, launchready {code(report.version, QUOTE)}, "
        f"run {code(report.run_id, QUOTE)}."
    )


def _verdict(report: Report, verdict: Verdict) -> Iterator[str]:
    rule = prose(phrases.sentence(verdict.decided_by), SENTENCE)
    word = verdict.decision.value.replace("_", " ")
    yield f"**{word}** for {prose(verdict.scope, QUOTE)}. {rule}"
    for line in phrases.unproven(report, verdict):
        yield prose(line, LIST)


def _risks(report: Report) -> Iterator[str]:
    risks = ranking.risks(report.results, report.rows)
    if not risks:
        word, says = phrases.no_risks(report.results)
        yield f"## Risks: {word}"
        yield says
        return
    yield f"## Risks: {phrases.tally(risks)}"
    left = DETAIL_BUDGET
    shown = 0
    for number, risk in enumerate(risks, 1):
        text = "\n\n".join(_risk(number, risk))
        left -= len(text)
        if left < 0:
            break
        shown = number
        yield text
    yield _bounded(_brief(number, risk) for number, risk in _numbered(risks, shown))


def _numbered(risks: tuple[Result, ...], shown: int) -> Iterable[tuple[int, Result]]:
    return ((number, risk) for number, risk in enumerate(risks, 1) if number > shown)


def _brief(number: int, risk: Result) -> str:
    where = phrases.count(len(risk.findings), "place")
    return (
        f"- {number}. **{risk.severity}**, {risk.label}: {prose(risk.check.title, QUOTE)} "
        f"({code(risk.check.id, QUOTE)}, {where})"
    )


def _bounded(lines: Iterable[str], most: int = 10_000) -> str:
    """Join list items up to a budget of characters; the rest are counted."""
    kept: list[str] = []
    left, rest = BRIEF_BUDGET, 0
    for line in lines:
        left -= len(line)
        if left < 0 or len(kept) >= most:
            rest += 1
        else:
            kept.append(line)
    if rest:
        kept.append(f"- and {rest} more")
    return "\n".join(kept)


def _risk(number: int, risk: Result) -> Iterator[str]:
    check = risk.check
    yield f"### {number}. {prose(check.title, QUOTE)}"
    yield f"**{risk.severity}**, {risk.label}, {code(check.id)}. {prose(check.impact, SENTENCE)}"
    fix = ""
    for finding in risk.findings[: ranking.PLACES]:
        yield from _finding(finding, repeats=finding.fix == fix)
        fix = finding.fix
    rest = [finding.subject for finding in risk.findings[ranking.PLACES :]]
    if rest:
        yield f"And {len(rest)} more: {prose(phrases.listed(rest, 4), QUOTE)}"


def _finding(finding: Finding, *, repeats: bool) -> Iterator[str]:
    yield f"**{prose(finding.subject, QUOTE)}**: {prose(finding.message, SENTENCE)}"
    if finding.evidence:
        lines = finding.evidence[:LINES]
        yield "<details><summary>Evidence</summary>"
        yield block("\n".join(one.replace("\n", "\\n") for one in lines), "text", RECIPE)
        yield "</details>"
    if repeats:
        yield "Fix: the same as above."
    else:
        yield "Fix:"
        yield block(finding.fix, "text", RECIPE)
    yield "Verify:"
    yield block(finding.verify, "sh", RECIPE)


def _blind_spots(report: Report) -> Iterator[str]:
    spots = ranking.blind_spots(report.results)
    yield f"## Could not be checked: {len(spots) or 'none'}"
    yield (
        phrases.ALL_SEEN
        if not spots
        else _bounded(
            (
                f"- **unknown** {code(spot.subject or 'product', QUOTE)}: {prose(spot.why, QUOTE)} "
                f"({phrases.count(len(spot.checks), 'check')}: "
                f"{prose(phrases.listed(spot.checks, 3), QUOTE)})"
                for spot in spots
            ),
            most=15,
        )
    )


def _accepted(report: Report) -> Iterator[str]:
    taken = ranking.accepted_risks(report.results)
    unmatched = ranking.unmatched_acceptances(report.results)
    if taken or unmatched:
        yield f"## Accepted: {len(taken)}"
        yield _bounded(
            (
                f"- **{result.severity}**, {prose(result.check.title, QUOTE)} at "
                f"{code(one.finding.subject, QUOTE)}: accepted by {prose(one.by.owner, QUOTE)} "
                f"until {prose(one.by.until, QUOTE)}. {prose(one.by.reason, SENTENCE)}"
                for result, one in taken
            ),
            most=30,
        )
        yield _bounded(
            (
                f"- {code(by.check, QUOTE)}, accepted by {prose(by.owner, QUOTE)} at "
                f"{code(phrases.unmatched(by), QUOTE)}, matched nothing: remove it from the "
                "manifest."
                for by in unmatched
            ),
            most=10,
        )


def _change(change: Change) -> Iterator[str]:
    yield f"## Since {phrases.when(change.since)}"
    groups = (("Fixed", change.fixed), ("New", change.new), ("Worse", change.worse))
    lines = [
        f"- **{word}**: {prose(entry.title, QUOTE)} at {code(entry.subject, QUOTE)}{_blind(entry)}"
        for word, entries in groups
        for entry in entries
    ]
    yield _bounded(lines, most=30) if lines else "Nothing has changed."


def _blind(entry: Entry) -> str:
    return f" ({prose(phrases.blind(entry.why), SENTENCE)})" if entry.why else ""
