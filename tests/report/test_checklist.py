from __future__ import annotations

from dataclasses import replace

from inline_snapshot import snapshot

from launchready.model.finding import Severity
from launchready.model.verdict import RowState
from launchready.report.checklist import Occasion, markdown, terminal
from launchready.report.view import Report


def test_every_row_says_how_it_stands_and_why(report: Report) -> None:
    text = terminal(report.rows, report.profile, width=80, plain=True)
    assert text == snapshot("""\
12 rows: 2 pass, 4 fail, 5 unknown, 1 not applicable

DNS (1 PASS, 1 FAIL)
pass     dns.apex  blocker  The root domain resolves to the intended origin.
         passed: apex-does-not-resolve
FAIL     dns.caa  medium  A CAA record names the authorities that may issue.
         failed: caa-missing

REDIRECT (1 PASS)
pass     redirect.no_loop  blocker  No redirect loops.
         passed: redirect-loop

TLS (1 FAIL)
FAIL     tls.renewal  high  Certificates renew by themselves.
         failed: tls-certificate-expires-soon

HEADERS (1 FAIL)
FAIL     headers.hsts  high  Browsers are told to use HTTPS only.
         failed: hsts-missing

CORS (1 FAIL)
FAIL     cors.known_origins  blocker  Only declared origins may read the API.
         failed: cors-any-origin-with-credentials

CACHE (1 UNKNOWN)
UNKNOWN  cache.headers  medium  Caches are told what to keep.
         could not be seen: asset-not-cacheable

AUTHZ (1 UNKNOWN)
UNKNOWN  authz.admin_private  blocker  Nobody opens the admin area without a
         login.
         could not be seen: admin-open-to-everyone

RATE (1 NOT APPLICABLE)
n/a      rate.auth  high  Logins are limited.
         nothing to judge: no-rate-limit-on-login

DEPLOY (1 UNKNOWN)
UNKNOWN  deploy.rollback_drill  blocker  A rollback has been done once.
         nothing has answered this yet

MON (1 UNKNOWN)
UNKNOWN  mon.interval  high  Monitors look every minute.
         nothing has answered this yet

SECRETS (1 UNKNOWN)
UNKNOWN  secrets.rotated  blocker  Leaked keys were replaced.
         nothing has answered this yet
""")


def test_every_row_is_in_the_terminal_and_in_markdown(report: Report) -> None:
    for text in (
        terminal(report.rows, report.profile),
        terminal(report.rows, report.profile, colour=True),
        markdown(report.rows, report.profile),
    ):
        assert all(state.row.id in text for state in report.rows)


def test_markdown_has_a_table_for_each_area(report: Report) -> None:
    text = markdown(report.rows, report.profile)
    assert "12 rows: 2 pass, 4 fail, 5 unknown, 1 not applicable." in text
    assert (
        "| UNKNOWN | `mon.interval` | high | Monitors look every minute. "
        "| nothing has answered this yet |"
    ) in text


def test_no_rows_are_no_crash(report: Report) -> None:
    assert terminal((), report.profile).startswith("0 rows")
    assert markdown((), report.profile).startswith("# The bar")


def many_open(report: Report) -> tuple[RowState, ...]:
    """The rows of the report, and four of one area that nothing has answered."""
    last = report.rows[-1]
    names = ("load.a", "load.b", "load.c", "load.d")
    more = tuple(
        replace(last, row=replace(last.row, id=name, area="load", severity=severity))
        for name, severity in zip(names, (Severity.MEDIUM, *[Severity.BLOCKER] * 3), strict=True)
    )
    return (*report.rows, *more)


def test_rows_that_nothing_has_answered_are_counted_and_named_in_one_line(report: Report) -> None:
    rows = many_open(report)
    assert terminal(rows, report.profile, plain=True).endswith("""
LOAD (4 UNKNOWN)
UNKNOWN  4 rows that nothing has answered yet; must be proven: load.b, load.c, load.d; besides:
         load.a
""")
    assert markdown(rows, report.profile).endswith(
        "| UNKNOWN | 4 rows | | | nothing has answered this yet: "
        "`load.a`, `load.b`, `load.c`, `load.d` |\n"
    )


def test_a_checklist_begins_with_its_product_its_date_and_the_verdict(report: Report) -> None:
    occasion = Occasion(report.target, report.at, report.run_id, (report.verdict,))
    text = terminal(report.rows, report.profile, occasion=occasion, width=80, plain=True)
    assert text.startswith("""\
Checklist of https://shop.example/
Marketplace with an AI chatbot, launch to first customers
(marketplace-first-customers)
27 October 2026, 14:03 UTC, run 20261027-140311-7f3a

NO_GO       the public surface of shop.example
            1 fix-now blocker risk and 2 more fix-now risks are open.

12 rows: 2 pass, 4 fail, 5 unknown, 1 not applicable
""")


def test_a_status_says_that_its_evidence_is_of_all_runs(report: Report) -> None:
    occasion = Occasion(report.target, report.at, "", ())
    text = terminal(report.rows, report.profile, occasion=occasion, plain=True)
    assert "\nThe newest evidence of all runs, as of 27 October 2026\n" in text
