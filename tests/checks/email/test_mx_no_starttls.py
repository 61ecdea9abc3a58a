from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.mx_no_starttls import mx_no_starttls

from .records import EXPIRED, FAILING, PLAIN, SERVER, transport

FIRES: dict[str, tuple[Any, ...]] = {
    "not offered": (transport(PLAIN),),
    "offered and failing": (transport(FAILING),),
    "one of two": (transport(PLAIN, SERVER),),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "encrypts": (transport(SERVER),),
    "a bad certificate is another check": (transport(EXPIRED),),
    "none greeted": (transport(),),
}
SAYS = "The mail server mail.shop.example does not offer encryption (STARTTLS)."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(mx_no_starttls.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(mx_no_starttls.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = mx_no_starttls.judge(*FIRES["not offered"])
    assert finding.subject == "mail.shop.example"
    assert finding.message == SAYS
