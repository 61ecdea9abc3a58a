from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.null_mx_beside_mail_servers import null_mx_beside_mail_servers
from launchready.facts.dns import Answer, Status, Zone

FIRES: dict[str, tuple[Any, ...]] = {
    "both": (
        Zone(
            "shop.example",
            mx=Answer("shop.example", "MX", Status.ANSWERED, ("0 .", "10 mail.shop.example")),
        ),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "null MX alone": (
        Zone("shop.example", mx=Answer("shop.example", "MX", Status.ANSWERED, ("0 .",))),
    ),
    "mail servers alone": (
        Zone(
            "shop.example",
            mx=Answer("shop.example", "MX", Status.ANSWERED, ("10 a.example", "20 b.example")),
        ),
    ),
    "no MX": (Zone("shop.example", mx=Answer("shop.example", "MX", Status.NO_RECORDS)),),
    "MX not seen": (Zone("shop.example"),),
}
SAYS = "shop.example says that it takes no mail, and names mail servers too."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(null_mx_beside_mail_servers.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(null_mx_beside_mail_servers.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = null_mx_beside_mail_servers.judge(*FIRES["both"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
