"""The report that a terminal shows. It reads as well without colour, and pasted into a mail."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from launchready.model.finding import Finding, Severity
from launchready.model.result import Result
from launchready.model.verdict import Decision, Verdict
from launchready.report import phrases, ranking
from launchready.report.figures import show_figures
from launchready.report.sheet import Sheet, said
from launchready.report.view import Change, Kept, Report
from launchready.report.visible import visible

EVIDENCE = 6
SPOTS = 12
CHECKS = 3
CHANGES = 10
SENTENCE = 600
QUOTE = 300
LIST = 1200

DECISION_STYLE = {
    Decision.GO: "bold green",
    Decision.NO_GO: "bold red",
    Decision.NOT_PROVEN: "bold yellow",
}
KEPT_STYLE = {Kept.KEPT: "bold green", Kept.BROKEN: "bold red", Kept.UNKNOWN: "bold yellow"}
SEVERITY_STYLE = {Severity.BLOCKER: "bold red", Severity.HIGH: "red", Severity.MEDIUM: "yellow"}


def render(
    report: Report,
    *,
    width: int = 100,
    colour: bool = False,
    plain: bool = False,
    full: bool = False,
) -> str:
    """Render for a terminal of `width` columns.

    `plain` leaves out colour and box drawing; `full` shows every risk, finding and gap in detail.
    Commands are never broken into lines: only they may be wider than `width`.
    """
    sheet = Sheet(width, colour=colour, plain=plain)
    _top(sheet, report)
    show_figures(sheet, report)
    _risks(sheet, report, full=full)
    _blind_spots(sheet, ranking.blind_spots(report.results), full=full)
    _accepted(sheet, report)
    if report.change is not None:
        _change(sheet, report.change, full=full)
    _foot(sheet, report)
    return sheet.text()


def _top(sheet: Sheet, report: Report) -> None:
    sheet.put(
        Text.assemble(f"{phrases.capital(report.work)} of ", said(report.target, "bold", QUOTE))
    )
    sheet.put(Text(visible(f"{report.profile.title} ({report.profile.name})"), "dim"))
    sheet.blank()
    _verdict(sheet, report, report.verdict)
    if report.status is not None:
        _verdict(sheet, report, report.status)
    for one in phrases.held(report):
        lead = Text(one.state.upper().ljust(12), KEPT_STYLE[one.state])
        sheet.put(said(one.says, limit=LIST), lead)
    if report.rows:
        sheet.put(Text(phrases.to_prove(report)), indent=12)
    if report.lines:
        sheet.blank()
    for line in report.lines:
        sheet.put(said(line, limit=SENTENCE))


def _verdict(sheet: Sheet, report: Report, verdict: Verdict) -> None:
    lead = Text(verdict.decision.value.ljust(12), DECISION_STYLE[verdict.decision])
    sheet.put(said(verdict.scope, "bold"), lead)
    sheet.put(said(phrases.sentence(verdict.decided_by)), indent=12)
    for line in phrases.unproven(report, verdict):
        sheet.put(said(line, limit=LIST), indent=12)


def _risks(sheet: Sheet, report: Report, *, full: bool) -> None:
    results = report.results
    risks = ranking.risks(results, report.rows)
    if not risks:
        word, says = phrases.no_risks(results)
        sheet.heading(f"Risks: {word}")
        sheet.put(Text(says))
        return
    sheet.heading(f"Risks: {phrases.tally(risks)}")
    shown = len(risks) if full else ranking.in_detail(risks)
    detailed, brief = risks[:shown], risks[shown:]
    for number, risk in enumerate(detailed, 1):
        if number > 1:
            sheet.blank()
        _risk(sheet, number, risk, full=full)
    if brief:
        sheet.blank()
        sheet.put(Text(f"{len(brief)} more in short; --full shows them like the ones above."))
    for number, risk in enumerate(brief, len(detailed) + 1):
        _headline(sheet, number, risk, many=True)


def _headline(sheet: Sheet, number: int, risk: Result, *, many: bool = False) -> None:
    body = Text.assemble(
        (risk.severity.upper(), SEVERITY_STYLE[risk.severity]),
        f"  {risk.label}  ",
        (visible(risk.check.title, QUOTE), "bold"),
        (f"  [{visible(risk.check.id)}]", "dim"),
    )
    if many and len(risk.findings) > 1:
        body.append(f"  {len(risk.findings)} places")
    sheet.put(body, Text(f"{number:>2}. "))


def _risk(sheet: Sheet, number: int, risk: Result, *, full: bool) -> None:
    _headline(sheet, number, risk)
    sheet.field("Impact", risk.check.impact, 4)
    most = len(risk.findings) if full else ranking.PLACES
    fix = ""
    for finding in risk.findings[:most]:
        _finding(sheet, finding, repeats=finding.fix == fix, full=full)
        fix = finding.fix
    if len(risk.findings) > most:
        rest = [finding.subject for finding in risk.findings[most:]]
        sheet.put(said(f"and {len(rest)} more: {phrases.listed(rest, 4)}", limit=QUOTE), indent=4)
    if risk.expired:
        gone = risk.expired[0]
        note = f"{gone.owner} had accepted this until {gone.until}; that has run out."
        sheet.put(said(note, limit=QUOTE), indent=4)


def _finding(sheet: Sheet, finding: Finding, *, repeats: bool, full: bool) -> None:
    sheet.put(
        Text.assemble(
            said(finding.subject, "bold", QUOTE), ": ", visible(finding.message, SENTENCE)
        ),
        indent=4,
    )
    most = len(finding.evidence) if full else EVIDENCE
    label = "Seen"
    for line in finding.evidence[:most]:
        sheet.put(said(line, limit=QUOTE), Text(label.ljust(8), "dim"), 6)
        label = ""
    if len(finding.evidence) > most:
        sheet.put(Text(f"and {len(finding.evidence) - most} more lines"), indent=14)
    sheet.field("Fix", "the same as above" if repeats else finding.fix, 6)
    sheet.command("Verify", finding.verify, 6)


def _blind_spots(sheet: Sheet, spots: Sequence[ranking.BlindSpot], *, full: bool) -> None:
    sheet.heading(f"Could not be checked: {len(spots)}" if spots else "Could not be checked: none")
    if not spots:
        sheet.put(Text(phrases.ALL_SEEN))
    most = len(spots) if full else SPOTS
    for spot in spots[:most]:
        names = phrases.listed(spot.checks, len(spot.checks) if full else CHECKS)
        body = Text.assemble(
            said(spot.subject, "bold", QUOTE),
            ": " if spot.subject else "",
            visible(spot.why, QUOTE),
            (f"  [{visible(names, SENTENCE)}]", "dim"),
        )
        sheet.put(body, Text("UNKNOWN  ", "bold yellow"))
    if len(spots) > most:
        sheet.put(Text(f"and {len(spots) - most} more; --full shows them."))


def _accepted(sheet: Sheet, report: Report) -> None:
    taken = ranking.accepted_risks(report.results)
    unmatched = ranking.unmatched_acceptances(report.results)
    if taken or unmatched:
        sheet.heading(f"Accepted: {phrases.count(len(taken), 'risk')} that somebody takes")
    for result, one in taken:
        body = Text.assemble(
            said(one.finding.subject, "bold", QUOTE),
            f": {visible(result.check.title, QUOTE)}",
            (f"  [{visible(result.check.id)}]", "dim"),
        )
        sheet.put(body, Text("ACCEPTED ", "bold"))
        note = f"by {one.by.owner} until {one.by.until}: {one.by.reason}"
        sheet.put(said(note, limit=SENTENCE), indent=9)
    for by in unmatched:
        note = f"{by.check}, accepted by {by.owner} at {phrases.unmatched(by)}, matched nothing"
        sheet.put(said(f"{note}: remove it from the manifest.", "dim", SENTENCE))


def _change(sheet: Sheet, change: Change, *, full: bool) -> None:
    sheet.heading(f"Since {phrases.when(change.since)}")
    groups = (("FIXED", change.fixed), ("NEW", change.new), ("WORSE", change.worse))
    if not any(entries for _, entries in groups):
        sheet.put(Text("Nothing has changed."))
    for word, entries in groups:
        most = len(entries) if full else CHANGES
        for entry in entries[:most]:
            body = Text.assemble(
                said(entry.subject, "bold", QUOTE),
                f": {visible(entry.title, QUOTE)}",
                (f"  [{visible(entry.check)}]", "dim"),
            )
            sheet.put(body, Text(word.ljust(7), "bold"))
            if entry.why:
                sheet.put(said(phrases.blind(entry.why), "dim", SENTENCE), indent=7)
        if len(entries) > most:
            sheet.put(Text(f"and {len(entries) - most} more"), indent=7)


def _foot(sheet: Sheet, report: Report) -> None:
    if report.traffic_path:
        sheet.heading("How traffic reaches production")
        sheet.put(said(report.traffic_path, limit=SENTENCE))
    sheet.heading("How this was measured")
    if report.method:
        sheet.put(said(report.method, limit=SENTENCE))
    sheet.put(Text(f"{phrases.cost(report)}, in {phrases.took(report.took_ms)}."))
    sheet.put(
        said(f"{phrases.when(report.at)}, launchready {report.version}, run {report.run_id}", "dim")
    )
