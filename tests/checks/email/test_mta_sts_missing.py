from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.mta_sts_missing import mta_sts_missing
from launchready.facts.dns import MailHost, MailHosts
from launchready.facts.mail import Dane

from .records import DANE, DOMAIN, GOOD_STS, MAIL, RUN, SENDER, mail, sts

FIRES: dict[str, tuple[Any, ...]] = {
    "no record": (sts(), MAIL, None, None, SENDER, RUN),
    "unsigned zone with no DANE": (sts(), MAIL, Dane(DOMAIN), None, SENDER, RUN),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "there": (GOOD_STS, MAIL, None, None, SENDER, RUN),
    "DANE instead": (sts(), MAIL, DANE, None, SENDER, RUN),
    "broken is another check": (sts("v=STSv1"), MAIL, None, None, SENDER, RUN),
    "takes no mail": (sts(), mail("0 ."), None, None, SENDER, RUN),
}
SAYS = "shop.example does not ask senders to encrypt: it has no MTA-STS policy."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(mta_sts_missing.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(mta_sts_missing.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = mta_sts_missing.judge(*FIRES["no record"])
    assert finding.subject == "_mta-sts.shop.example"
    assert finding.message == SAYS


def test_the_policy_leaves_out_a_server_that_does_not_exist() -> None:
    gone = MailHost("mail2.shop.example", 20, problem="does not exist")
    hosts = MailHosts(DOMAIN, (MailHost("mail.shop.example", 10, ("192.0.2.1",)), gone))
    named = mail("10 mail.shop.example", "20 mail2.shop.example")
    [finding] = mta_sts_missing.judge(sts(), named, None, hosts, SENDER, RUN)
    assert "mx: mail.shop.example" in finding.fix
    assert "mail2" not in finding.fix


def test_a_proposed_mailbox_is_said_to_be_one() -> None:
    [finding] = mta_sts_missing.judge(*FIRES["no record"])
    assert "The mailbox tls@shop.example must exist" in finding.fix
