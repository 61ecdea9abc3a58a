from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.checks.findings import messages

from launchready.checks.content.security_txt_missing import security_txt_missing
from launchready.facts.wellknown import SecurityTxt


def file(*, found: bool = True, problem: str = "", year: int = 2030) -> SecurityTxt:
    return SecurityTxt(
        "shop.example",
        "https://shop.example/.well-known/security.txt",
        200 if found else 404,
        found=found,
        contacts=("mailto:security@shop.example",),
        expires=None if problem else datetime(year, 1, 31, tzinfo=UTC),
        problem=problem,
    )


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
