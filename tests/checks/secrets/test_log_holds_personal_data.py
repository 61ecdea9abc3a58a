from __future__ import annotations

import pytest
from tests.checks.secrets.made import in_log

from launchready.checks.secrets.log_holds_personal_data import log_holds_personal_data as check
from launchready.facts.secrets import Leak


@pytest.mark.parametrize("leak", [one for one in Leak if one.is_secret is Leak.EMAIL.is_secret])
def test_fires(leak: Leak) -> None:
    [finding] = check.judge(in_log(leak))
    assert finding.message == f"app.log holds a {leak.value} 2 times, lines 7 to 9."
    assert finding.evidence[0] == "app.log:7: POST /login ***"


@pytest.mark.parametrize("leak", [one for one in Leak if one.is_secret is Leak.PASSWORD.is_secret])
def test_stays_quiet(leak: Leak) -> None:
    assert list(check.judge(in_log(leak))) == []


def test_says_once_for_one_line() -> None:
    [finding] = check.judge(in_log(Leak.EMAIL, 1))
    assert finding.message == f"app.log holds a {Leak.EMAIL.value} once, line 7."
