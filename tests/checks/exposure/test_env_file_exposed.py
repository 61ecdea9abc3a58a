from __future__ import annotations

from tests.checks.exposure.leaks import NOTHING, leak
from tests.checks.findings import complete

from launchready.checks.exposure.env_file_exposed import env_file_exposed as check
from launchready.facts.exposure import LeakKind


def test_fires_in_words_a_founder_understands() -> None:
    exposure = leak(LeakKind.ENV, "/.env", "2 lines of NAME=value", "DATABASE_URL")
    [finding] = complete(check.judge(exposure, None))
    assert finding.message == "The settings file https://shop.example/.env can be read by anybody."
    assert finding.subject == "https://shop.example/.env"
    assert "DATABASE_URL=***" in finding.evidence


def test_stays_quiet_about_another_kind() -> None:
    exposure = leak(LeakKind.LISTING, "/.env", "2 lines of NAME=value", "DATABASE_URL")
    assert list(check.judge(exposure, None)) == []


def test_stays_quiet_where_nothing_was_found() -> None:
    assert list(check.judge(NOTHING, None)) == []
