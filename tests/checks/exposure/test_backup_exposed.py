from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.exposure.backup_exposed import backup_exposed as check
from launchready.facts.exposure import Exposure, Leak, LeakKind


def found(kind: LeakKind) -> Exposure:
    leak = Leak(kind, "https://shop.example/backup.zip", 200, 120, "a zip archive", ())
    return Exposure("shop.example", ("/backup.zip",), (leak,))


def test_fires_in_words_a_founder_understands() -> None:
    exposure = found(LeakKind.BACKUP)
    [finding] = complete(check.judge(exposure))
    assert (
        finding.message
        == "https://shop.example/backup.zip is a zip archive, and anybody can download it."
    )
    assert finding.subject == "https://shop.example/backup.zip"


@pytest.mark.parametrize(
    "exposure",
    [
        pytest.param(found(LeakKind.BACKUP), id="in the open"),
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
