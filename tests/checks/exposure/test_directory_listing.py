from __future__ import annotations

from tests.checks.exposure.leaks import NOTHING, leak
from tests.checks.findings import complete

from launchready.checks.exposure.directory_listing import directory_listing as check
from launchready.facts.exposure import LeakKind


def test_fires_in_words_a_founder_understands() -> None:
    exposure = leak(LeakKind.LISTING, "/assets/", "the list of a folder's files", "app.js")
    [finding] = complete(check.judge(exposure))
    assert finding.message == "https://shop.example/assets/ lists its files to anybody."
    assert finding.subject == "https://shop.example/assets/"
    assert "app.js" in finding.evidence


def test_stays_quiet_about_another_kind() -> None:
    exposure = leak(LeakKind.ENV, "/assets/", "the list of a folder's files", "app.js")
    assert list(check.judge(exposure)) == []


def test_stays_quiet_where_nothing_was_found() -> None:
    assert list(check.judge(NOTHING)) == []
