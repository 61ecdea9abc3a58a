from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.csp_only_reports import csp_only_reports
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        page(("Content-Security-Policy-Report-Only", "script-src 'self'")),
        "The content policy of shop.example only reports: browsers block nothing.",
        id="only reports",
    ),
    pytest.param(
        page(
            ("Content-Security-Policy-Report-Only", "default-src 'self'"),
            ("Content-Security-Policy", "frame-ancestors 'self'"),
        ),
        "The content policy of shop.example only reports: browsers block nothing.",
        id="in force for frames only",
    ),
]
QUIET = [
    pytest.param(
        page(
            ("Content-Security-Policy-Report-Only", "script-src 'none'"),
            ("Content-Security-Policy", "script-src 'self'"),
        ),
        id="both",
    ),
    pytest.param(page(), id="none"),
    pytest.param(
        page(("Content-Security-Policy-Report-Only", "img-src 'self'")), id="reports on images only"
    ),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(csp_only_reports.judge(fact, None))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(csp_only_reports.judge(fact, None))


def test_the_fix_keeps_the_policy_that_is_in_force() -> None:
    [fires_beside_frames] = csp_only_reports.judge(FIRES[1].values[0], None)
    kept = "`Content-Security-Policy: frame-ancestors 'self', default-src 'self'`"
    assert kept in fires_beside_frames.fix
