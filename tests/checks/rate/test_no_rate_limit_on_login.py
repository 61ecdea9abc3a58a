from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.rate.no_rate_limit_on_login import no_rate_limit_on_login as check
from launchready.facts.service import LoginBurst

URL = "https://shop.example/login"


def test_fires_in_words_a_founder_understands() -> None:
    burst = LoginBurst(URL, (401,) * 12)
    [finding] = complete(check.judge(burst, None))
    assert (
        finding.message
        == "12 wrong logins in a row were all let through at https://shop.example/login."
    )
    assert finding.subject == "https://shop.example/login"


@pytest.mark.parametrize(
    "burst",
    [
        pytest.param(LoginBurst(URL, (401,) * 12), id="all let through"),
        pytest.param(LoginBurst(URL, (200,) * 12), id="all answered with the form"),
    ],
)
def test_fires(burst: LoginBurst) -> None:
    assert complete(check.judge(burst, None))


@pytest.mark.parametrize(
    "burst",
    [
        pytest.param(
            LoginBurst(URL, (401,) * 5 + (429,), limited_after=5, how="status 429"), id="limited"
        ),
        pytest.param(
            LoginBurst(URL, (401,) * 12, limited_after=12, how="every try took longer"),
            id="slowed down",
        ),
        pytest.param(LoginBurst(URL, (401,) * 3), id="cut short"),
    ],
)
def test_stays_quiet(burst: LoginBurst) -> None:
    assert list(check.judge(burst, None)) == []
