from __future__ import annotations

from tests.checks.findings import complete

from launchready.checks.health.health_endpoint_leaks import health_endpoint_leaks as check
from launchready.facts.service import HealthView

URL = "https://shop.example/health"


def test_fires_in_words_a_founder_understands() -> None:
    health = HealthView(url=URL, status=200, leaks=("the version of PostgreSQL",))
    [finding] = complete(check.judge(health))
    assert (
        finding.message == "https://shop.example/health tells everybody the version of PostgreSQL."
    )
    assert finding.subject == "https://shop.example/health"


def test_stays_quiet_about_an_answer_that_tells_nothing() -> None:
    assert list(check.judge(HealthView(url=URL, status=200))) == []
