from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.exposure.env_file_exposed import env_file_exposed as check
from launchready.facts.exposure import Exposure, Leak, LeakKind


def found(kind: LeakKind) -> Exposure:
    leak = Leak(
        kind, "https://shop.example/.env", 200, 120, "2 lines of NAME=value", ("DATABASE_URL",)
    )
    return Exposure("shop.example", ("/.env",), (leak,))


def test_fires_in_words_a_founder_understands() -> None:
    exposure = found(LeakKind.ENV)
    [finding] = complete(check.judge(exposure, None))
    assert finding.message == "The settings file https://shop.example/.env can be read by anybody."
    assert finding.subject == "https://shop.example/.env"


@pytest.mark.parametrize(
    "exposure",
    [
        pytest.param(found(LeakKind.ENV), id="in the open"),
    ],
)
def test_fires(exposure: Exposure) -> None:
    assert list(check.judge(exposure, None))


@pytest.mark.parametrize(
    "exposure",
    [
        pytest.param(found(LeakKind.LISTING), id="another kind"),
        pytest.param(Exposure("shop.example", ("/.env",)), id="nothing"),
    ],
)
def test_stays_quiet(exposure: Exposure) -> None:
    assert list(check.judge(exposure, None)) == []
