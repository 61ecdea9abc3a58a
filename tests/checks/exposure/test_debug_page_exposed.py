from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.exposure.debug_page_exposed import debug_page_exposed as check
from launchready.facts.exposure import Exposure, Leak, LeakKind


def found(kind: LeakKind) -> Exposure:
    leak = Leak(kind, "https://shop.example/phpinfo.php", 200, 120, "PHP's settings page", ())
    return Exposure("shop.example", ("/phpinfo.php",), (leak,))


def test_fires_in_words_a_founder_understands() -> None:
    exposure = found(LeakKind.DEBUG)
    [finding] = complete(check.judge(exposure))
    assert (
        finding.message
        == "https://shop.example/phpinfo.php is PHP's settings page, open to anybody."
    )
    assert finding.subject == "https://shop.example/phpinfo.php"


@pytest.mark.parametrize(
    "exposure",
    [
        pytest.param(found(LeakKind.DEBUG), id="in the open"),
    ],
)
def test_fires(exposure: Exposure) -> None:
    assert list(check.judge(exposure))


@pytest.mark.parametrize(
    "exposure",
    [
        pytest.param(found(LeakKind.LISTING), id="another kind"),
        pytest.param(Exposure("shop.example", ("/.env",)), id="nothing"),
    ],
)
def test_stays_quiet(exposure: Exposure) -> None:
    assert list(check.judge(exposure)) == []
