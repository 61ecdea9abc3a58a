from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.exposure.directory_listing import directory_listing as check
from launchready.facts.exposure import Exposure, Leak, LeakKind


def found(kind: LeakKind) -> Exposure:
    leak = Leak(
        kind, "https://shop.example/assets/", 200, 120, "the list of a folder's files", ("app.js",)
    )
    return Exposure("shop.example", ("/assets/",), (leak,))


def test_fires_in_words_a_founder_understands() -> None:
    exposure = found(LeakKind.LISTING)
    [finding] = complete(check.judge(exposure))
    assert finding.message == "https://shop.example/assets/ lists its files to anybody."
    assert finding.subject == "https://shop.example/assets/"


@pytest.mark.parametrize(
    "exposure",
    [
        pytest.param(found(LeakKind.LISTING), id="in the open"),
    ],
)
def test_fires(exposure: Exposure) -> None:
    assert list(check.judge(exposure))


@pytest.mark.parametrize(
    "exposure",
    [
        pytest.param(found(LeakKind.ENV), id="another kind"),
        pytest.param(Exposure("shop.example", ("/.env",)), id="nothing"),
    ],
)
def test_stays_quiet(exposure: Exposure) -> None:
    assert list(check.judge(exposure)) == []
