"""An acceptance that takes nothing is mentioned quietly, in every report."""

from __future__ import annotations

import json
from dataclasses import replace

from launchready.facts.product import Accepted
from launchready.model.outcome import Passed
from launchready.report import html, json_report, markdown, terminal
from launchready.report.view import Report


def accepting(report: Report, subject: str) -> Report:
    """Return the report with an acceptance of the first passed check that takes nothing."""
    passed = next(one for one in report.results if isinstance(one.outcome, Passed))
    spare = Accepted(passed.check.id, subject, "Ada", "The lock comes on Monday.", "2027-03-31")
    rest = tuple(one for one in report.results if one is not passed)
    return replace(report, results=(*rest, replace(passed, unmatched=(spare,))))


def test_it_is_named_where_accepted_risks_are(report: Report, quiet_report: Report) -> None:
    for given in (report, quiet_report):
        said = accepting(given, "src/app.py")
        text = " ".join(terminal.render(said, plain=True).split())
        assert (
            "accepted by Ada at src/app.py, matched nothing: remove it from the manifest." in text
        )
        assert "ACCEPTED: " in text
        assert "accepted by Ada at `src/app.py`, matched nothing" in markdown.render(said)
        page = html.render(said)
        assert "matched nothing: remove it from the manifest." in page
        assert 'id="accepted"' in page


def test_one_for_all_findings_says_so(quiet_report: Report) -> None:
    text = " ".join(terminal.render(accepting(quiet_report, "*"), plain=True).split())
    assert "accepted by Ada at any finding, matched nothing" in text


def test_it_is_in_the_json(quiet_report: Report) -> None:
    said = json.loads(json_report.render(accepting(quiet_report, "src/app.py")))
    [spare] = [one for outcome in said["outcomes"] for one in outcome["unmatched"]]
    assert (spare["subject"], spare["owner"]) == ("src/app.py", "Ada")


def test_without_one_nothing_is_said(report: Report) -> None:
    assert "matched nothing" not in terminal.render(report, plain=True)
    assert "matched nothing" not in markdown.render(report)
    assert "matched nothing" not in html.render(report)
