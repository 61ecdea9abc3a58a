from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.mx_is_alias import mx_is_alias
from launchready.facts.mail import MailExchanger, MailExchangers

from .records import DOMAIN, exchangers

FIRES: dict[str, tuple[Any, ...]] = {
    "alias": (exchangers("mail.shop.example", "8.8.8.8", alias="server7.hoster.example"),),
    "alias to nothing": (exchangers("mail.shop.example", alias="gone.hoster.example"),),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "a host": (exchangers("mail.shop.example", "8.8.8.8"),),
    "an address is another check": (MailExchangers(DOMAIN, (MailExchanger("192.0.2.1", 10),)),),
    "no such host is another check": (exchangers("mail.shop.example"),),
}
SAYS = "The mail server mail.shop.example of shop.example is an alias of server7.hoster.example."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(mx_is_alias.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(mx_is_alias.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = mx_is_alias.judge(*FIRES["alias"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
