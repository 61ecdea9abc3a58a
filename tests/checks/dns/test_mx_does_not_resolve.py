from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.mx_does_not_resolve import mx_does_not_resolve
from launchready.facts.dns import MailHost, MailHosts

FIRES: dict[str, tuple[Any, ...]] = {
    "does not exist": (
        MailHosts(
            "shop.example",
            (
                MailHost("mail.shop.example", 10, ("8.8.8.8",)),
                MailHost("mail2.shop.example", 20, problem="does not exist"),
            ),
        ),
    ),
    "no address": (
        MailHosts("shop.example", (MailHost("mail.shop.example", 10, problem="has no address"),)),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "all resolve": (MailHosts("shop.example", (MailHost("mail.shop.example", 10, ("8.8.8.8",)),)),),
    "takes no mail": (MailHosts("shop.example", refuses=True),),
}
SAYS = "Mail for shop.example may go to mail2.shop.example, which does not exist."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(mx_does_not_resolve.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(mx_does_not_resolve.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = mx_does_not_resolve.judge(*FIRES["does not exist"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
