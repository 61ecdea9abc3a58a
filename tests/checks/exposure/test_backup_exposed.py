from __future__ import annotations

from tests.checks.exposure.leaks import NOTHING, leak
from tests.checks.findings import complete

from launchready.checks.exposure.backup_exposed import backup_exposed as check
from launchready.facts.exposure import LeakKind


def test_fires_in_words_a_founder_understands() -> None:
    exposure = leak(LeakKind.BACKUP, "/backup.zip", "a zip archive")
    [finding] = complete(check.judge(exposure))
    assert (
        finding.message
        == "https://shop.example/backup.zip is a zip archive, and anybody can download it."
    )
    assert finding.subject == "https://shop.example/backup.zip"


def test_stays_quiet_about_another_kind() -> None:
    exposure = leak(LeakKind.LISTING, "/backup.zip", "a zip archive")
    assert list(check.judge(exposure)) == []


def test_stays_quiet_where_nothing_was_found() -> None:
    assert list(check.judge(NOTHING)) == []
