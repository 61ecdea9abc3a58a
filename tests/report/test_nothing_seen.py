"""Where nothing could be checked, no report says that there is no risk."""

from __future__ import annotations

from dataclasses import replace

from launchready.model.outcome import NotApplicable, NotMeasured
from launchready.report import html, markdown, terminal
from launchready.report.view import Report

SAID = "Nothing could be judged, so nothing is known of risks."
NONE = "No open risks were found in what could be checked."


def unseen(report: Report) -> Report:
    gaps = (NotMeasured("it did not answer"), NotApplicable("sends no mail"))
    results = tuple(
        replace(result, outcome=gaps[number % 2], expired=(), accepted=())
        for number, result in enumerate(report.results)
    )
    return replace(report, results=results)


def test_a_product_that_nobody_saw_has_unknown_risks(quiet_report: Report) -> None:
    told = unseen(quiet_report)
    text = terminal.render(told, width=80, plain=True)
    assert f"RISKS: NOT KNOWN\n{SAID}\n" in text
    assert "RISKS: NONE" not in text
    assert f"## Risks: not known\n\n{SAID}" in markdown.render(told)
    page = html.render(told)
    assert SAID in page
    assert NONE not in page


def test_one_check_that_passed_is_enough_to_speak_of_what_was_seen(quiet_report: Report) -> None:
    told = replace(unseen(quiet_report), results=quiet_report.results)
    assert f"RISKS: NONE\n{NONE}\n" in terminal.render(told, width=80, plain=True)
