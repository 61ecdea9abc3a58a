from __future__ import annotations

from tests.checks.exposure.leaks import NOTHING, leak
from tests.checks.findings import complete

from launchready.checks.exposure.ds_store_exposed import ds_store_exposed as check
from launchready.facts.exposure import LeakKind


def test_fires_in_words_a_founder_understands() -> None:
    exposure = leak(LeakKind.DS_STORE, "/.DS_Store", "the mark Bud1 of a .DS_Store file")
    [finding] = complete(check.judge(exposure))
    assert finding.message == "https://shop.example/.DS_Store names the files beside it."
    assert finding.subject == "https://shop.example/.DS_Store"


def test_stays_quiet_about_another_kind() -> None:
    exposure = leak(LeakKind.LISTING, "/.DS_Store", "the mark Bud1 of a .DS_Store file")
    assert list(check.judge(exposure)) == []


def test_stays_quiet_where_nothing_was_found() -> None:
    assert list(check.judge(NOTHING)) == []
