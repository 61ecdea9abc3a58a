from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.health.slow_first_byte import slow_first_byte as check
from launchready.facts.http import Exchange, Timing
from launchready.facts.page import Page


def page(first_byte_ms: float | None, status: int = 200) -> Page:
    timing = Timing(first_byte_ms=first_byte_ms)
    return Page("shop.example", Exchange("https://shop.example/", status, timing=timing))


def test_fires_in_words_a_founder_understands() -> None:
    seen = page(2_400.0)
    [finding] = complete(check.judge(seen))
    assert finding.message == "https://shop.example/ took 2.4 seconds to begin its answer."
    assert finding.subject == "https://shop.example/"


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(page(2_400.0), id="slow"),
        pytest.param(page(1_800.0), id="just slow"),
    ],
)
def test_fires(seen: Page) -> None:
    assert complete(check.judge(seen))


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(page(200.0), id="quick"),
        pytest.param(page(1_799.0), id="nearly slow"),
        pytest.param(page(None), id="not measured"),
        pytest.param(page(2_400.0, 502), id="an error is another matter"),
    ],
)
def test_stays_quiet(seen: Page) -> None:
    assert list(check.judge(seen)) == []


def test_the_fix_names_no_command_that_is_not_there() -> None:
    [finding] = check.judge(page(2_400.0))
    assert "`launchready" not in finding.fix
    assert "Run the command below a few times" in finding.fix
