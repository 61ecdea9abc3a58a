from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.health.health_endpoint_missing import health_endpoint_missing as check
from launchready.facts.service import HealthView

ASKED = ("https://shop.example/health", "https://shop.example/api/health")


def test_fires_in_words_a_founder_understands() -> None:
    health = HealthView(status=404, asked=ASKED)
    [finding] = complete(check.judge(health))
    assert finding.message == "No health page was found; https://shop.example/health answered 404."
    assert finding.subject == "https://shop.example/health"


@pytest.mark.parametrize(
    "health",
    [
        pytest.param(HealthView(status=404, asked=ASKED), id="none found"),
        pytest.param(
            HealthView(declared=True, status=404, asked=ASKED[:1]), id="the declared one is gone"
        ),
    ],
)
def test_fires(health: HealthView) -> None:
    assert complete(check.judge(health))


@pytest.mark.parametrize(
    "health",
    [
        pytest.param(HealthView(url=ASKED[0], status=200, asked=ASKED), id="found"),
        pytest.param(
            HealthView(url=ASKED[0], status=401, asked=ASKED), id="kept for those who may know"
        ),
        pytest.param(
            HealthView(url=ASKED[0], declared=True, status=503, asked=ASKED),
            id="not well, and says so",
        ),
    ],
)
def test_stays_quiet(health: HealthView) -> None:
    assert list(check.judge(health)) == []
