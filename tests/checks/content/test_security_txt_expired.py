from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.checks.content.security import file
from tests.checks.findings import messages

from launchready.checks.content.security_txt_expired import security_txt_expired
from launchready.facts.run import Run
from launchready.facts.wellknown import SecurityTxt

FIRES = [
    pytest.param(
        file(year=2021), "The security.txt of shop.example ran out on 2021-01-31.", id="old"
    ),
    pytest.param(
        file(problem="it has no `Contact:` line"),
        "The security.txt of shop.example is not valid: it has no `Contact:` line.",
        id="no contact",
    ),
]
QUIET = [
    pytest.param(file(), id="in force"),
    pytest.param(file(found=False), id="missing is another check"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: SecurityTxt, message: str) -> None:
    assert message in messages(
        security_txt_expired.judge(fact, Run(at=datetime(2026, 11, 22, tzinfo=UTC)))
    )


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: SecurityTxt) -> None:
    assert not tuple(security_txt_expired.judge(fact, Run(at=datetime(2026, 11, 22, tzinfo=UTC))))
