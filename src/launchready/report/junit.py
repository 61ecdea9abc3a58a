"""JUnit XML, which CI systems show as tests: a failed check fails, an unknown is skipped."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from launchready.derive.pattern import lazy
from launchready.model.finding import Finding
from launchready.model.outcome import NotApplicable, NotMeasured
from launchready.model.result import Result
from launchready.report.view import Demand, Kept, Report

_FORBIDDEN = lazy("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold at all (section 2.2)."""

_STATUS = {Kept.KEPT: "passed", Kept.BROKEN: "failed", Kept.UNKNOWN: "unknown"}


def render(report: Report) -> str:
    """Render every check and every demand as a test case, an area or a budget as a suite."""
    areas = sorted({result.check.area for result in report.results})
    suites = [_suite(area, [r for r in report.results if r.check.area == area]) for area in areas]
    suites += [
        _demands(group, [one for one in report.demands if one.group == group])
        for group in dict.fromkeys(one.group for one in report.demands)
    ]
    states = [one.state for one in report.demands]
    counts = _counts(
        [result.status for result in report.results] + [_STATUS[state] for state in states]
    )
    seconds = f"{report.took_ms / 1e3:.3f}"
    name = _attribute(f"launchready: {report.verdict.decision.value}")
    head = f'<testsuites name={name} {counts} time="{seconds}">'
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>\n"))


def _counts(statuses: Sequence[str]) -> str:
    skipped = statuses.count("unknown") + statuses.count("not_applicable")
    return (
        f'tests="{len(statuses)}" failures="{statuses.count("failed")}" errors="0"'
        f' skipped="{skipped}"'
    )


def _demands(group: str, demands: list[Demand]) -> str:
    counts = _counts([_STATUS[one.state] for one in demands])
    head = f'  <testsuite name={_attribute(group)} {counts} time="0">'
    return "\n".join((head, *(_demand(one) for one in demands), "  </testsuite>"))


def _demand(demand: Demand) -> str:
    place = f"name={_attribute(demand.name)} classname={_attribute(f'launchready.{demand.group}')}"
    says = _attribute(demand.says)
    match demand.state:
        case Kept.BROKEN:
            inside = f'<failure message={says} type="broken">{_text(demand.says)}</failure>'
        case Kept.UNKNOWN:
            inside = f"<skipped message={says}/>"
        case Kept.KEPT:
            inside = f"<system-out>{_text(demand.says)}</system-out>"
    return f'    <testcase {place} time="0">\n      {inside}\n    </testcase>'


def _suite(area: str, results: list[Result]) -> str:
    cases = [_case(result) for result in results]
    counts = _counts([result.status for result in results])
    head = f'  <testsuite name={_attribute(area)} {counts} time="0">'
    return "\n".join((head, *cases, "  </testsuite>"))


def _case(result: Result) -> str:
    check = result.check
    place = f"name={_attribute(check.id)} classname={_attribute(f'launchready.{check.area}')}"
    inside: list[str] = []
    if result.findings:
        kind = f"{result.severity.value}, {result.label.value}"
        text = _text("\n\n".join(_finding(one) for one in result.findings))
        message = f"message={_attribute(check.title)} type={_attribute(kind)}"
        inside.append(f"      <failure {message}>{text}</failure>")
    match result.outcome:
        case NotMeasured(why=why):
            inside.append(f"      <skipped message={_attribute(f'could not be seen: {why}')}/>")
        case NotApplicable(why=why):
            inside.append(f"      <skipped message={_attribute(f'nothing to judge: {why}')}/>")
        case _:
            pass
    if not inside:
        return f'    <testcase {place} time="0"/>'
    return "\n".join((f'    <testcase {place} time="0">', *inside, "    </testcase>"))


def _finding(finding: Finding) -> str:
    lines = (finding.subject, finding.message, *finding.evidence)
    return "\n".join((*lines, f"Fix: {finding.fix}", f"Verify: {finding.verify}"))


def _attribute(text: str) -> str:
    escapes = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
    return quoteattr(_FORBIDDEN.sub("\ufffd", text), escapes)


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text), {"\r": "&#13;"})
