from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.mta_sts_mx_mismatch import mta_sts_mx_mismatch
from launchready.facts.dns import MailHost, MailHosts

from .records import GOOD_STS, MAIL, POLICY, STS_RECORD, mail, sts

FIRES: dict[str, tuple[Any, ...]] = {
    "another server": (GOOD_STS, mail("10 mx.new.example")),
    "one of two": (GOOD_STS, mail("10 mail.shop.example", "20 mx.new.example")),
    "two labels for a star": (
        sts(STS_RECORD, policy=POLICY.replace("mail.", "*.")),
        mail("10 a.mx.new.example", "10 mx.new.example"),
    ),
    "in testing mode": (
        sts(STS_RECORD, policy=POLICY.replace("enforce", "testing")),
        mail("10 mx.new.example"),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "allowed": (GOOD_STS, MAIL),
    "allowed by a star": (sts(STS_RECORD, policy=POLICY.replace("mail.", "*.")), MAIL),
    "mode none": (
        sts(STS_RECORD, policy=POLICY.replace("enforce", "none")),
        mail("10 mx.new.example"),
    ),
    "broken is another check": (sts(STS_RECORD, policy="hello"), MAIL),
    "no policy": (sts(), MAIL),
}
SAYS = "The MTA-STS policy of shop.example makes senders refuse to deliver to mx.new.example."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(mta_sts_mx_mismatch.judge(*facts, None))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(mta_sts_mx_mismatch.judge(*facts, None)) == ()


def test_says_what_was_seen() -> None:
    [finding] = mta_sts_mx_mismatch.judge(*FIRES["another server"], None)
    assert finding.subject == "https://mta-sts.shop.example/.well-known/mta-sts.txt"
    assert finding.message == SAYS


def test_a_server_that_does_not_exist_is_not_asked_for() -> None:
    gone = MailHosts("shop.example", (MailHost("mx.new.example", 20, problem="does not exist"),))
    assert tuple(mta_sts_mx_mismatch.judge(*FIRES["one of two"], gone)) == ()
