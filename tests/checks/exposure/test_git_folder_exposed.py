from __future__ import annotations

from tests.checks.exposure.leaks import NOTHING, leak
from tests.checks.findings import complete

from launchready.checks.exposure.git_folder_exposed import git_folder_exposed as check
from launchready.facts.exposure import LeakKind


def test_fires_in_words_a_founder_understands() -> None:
    exposure = leak(LeakKind.REPOSITORY, "/.git/HEAD", "ref: refs/heads/main")
    [finding] = complete(check.judge(exposure, None))
    assert (
        finding.message
        == "The version control folder of shop.example is open: https://shop.example/.git/HEAD."
    )
    assert finding.subject == "https://shop.example/.git/HEAD"


def test_stays_quiet_about_another_kind() -> None:
    exposure = leak(LeakKind.LISTING, "/.git/HEAD", "ref: refs/heads/main")
    assert list(check.judge(exposure, None)) == []


def test_stays_quiet_where_nothing_was_found() -> None:
    assert list(check.judge(NOTHING, None)) == []
