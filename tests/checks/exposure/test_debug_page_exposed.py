from __future__ import annotations

from tests.checks.exposure.leaks import NOTHING, leak
from tests.checks.findings import complete

from launchready.checks.exposure.debug_page_exposed import debug_page_exposed as check
from launchready.facts.exposure import LeakKind


def test_fires_in_words_a_founder_understands() -> None:
    exposure = leak(LeakKind.DEBUG, "/phpinfo.php", "PHP's settings page")
    [finding] = complete(check.judge(exposure))
    assert (
        finding.message
        == "https://shop.example/phpinfo.php is PHP's settings page, open to anybody."
    )
    assert finding.subject == "https://shop.example/phpinfo.php"


def test_stays_quiet_about_another_kind() -> None:
    exposure = leak(LeakKind.LISTING, "/phpinfo.php", "PHP's settings page")
    assert list(check.judge(exposure)) == []


def test_stays_quiet_where_nothing_was_found() -> None:
    assert list(check.judge(NOTHING)) == []
