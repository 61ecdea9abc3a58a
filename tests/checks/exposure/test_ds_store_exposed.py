from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.exposure.ds_store_exposed import ds_store_exposed as check
from launchready.facts.exposure import Exposure, Leak, LeakKind


def found(kind: LeakKind) -> Exposure:
    leak = Leak(
        kind, "https://shop.example/.DS_Store", 200, 120, "the mark Bud1 of a .DS_Store file", ()
    )
    return Exposure("shop.example", ("/.DS_Store",), (leak,))


def test_fires_in_words_a_founder_understands() -> None:
    exposure = found(LeakKind.DS_STORE)
    [finding] = complete(check.judge(exposure))
    assert finding.message == "https://shop.example/.DS_Store names the files beside it."
    assert finding.subject == "https://shop.example/.DS_Store"


@pytest.mark.parametrize(
    "exposure",
    [
        pytest.param(found(LeakKind.DS_STORE), id="in the open"),
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
