from __future__ import annotations

import pytest
from tests.checks.content.security import file
from tests.checks.findings import messages

from launchready.checks.content.security_txt_missing import security_txt_missing
from launchready.facts.wellknown import SecurityTxt

FIRES = [
    pytest.param(file(found=False), "shop.example has no security.txt.", id="missing"),
]
QUIET = [
    pytest.param(file(), id="there"),
    pytest.param(file(year=2020), id="old is another check"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: SecurityTxt, message: str) -> None:
    assert message in messages(security_txt_missing.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: SecurityTxt) -> None:
    assert not tuple(security_txt_missing.judge(fact))
