from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.dmarc_no_reports import dmarc_no_reports

from .records import MAIL, SENDER, SILENT, dmarc, mail

FIRES: dict[str, tuple[Any, ...]] = {
    "no address": (dmarc("v=DMARC1; p=none"), MAIL, SENDER),
    "lacks mailto": (dmarc("v=DMARC1; p=none; rua=a@b.example"), MAIL, SENDER),
    "only failure reports": (dmarc("v=DMARC1; p=none; ruf=mailto:a@b.example"), MAIL, SENDER),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "has an address": (dmarc("v=DMARC1; p=none; rua=mailto:a@b.example"), MAIL, SENDER),
    "one good address of two": (dmarc("v=DMARC1; p=none; rua=x,mailto:a@b.example"), MAIL, SENDER),
    "sends no mail": (dmarc("v=DMARC1; p=reject"), mail(), SILENT),
    "missing is another check": (dmarc(), MAIL, SENDER),
}
SAYS = "The DMARC record of shop.example names no address that reports can go to."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dmarc_no_reports.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dmarc_no_reports.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dmarc_no_reports.judge(*FIRES["no address"])
    assert finding.subject == "_dmarc.shop.example"
    assert finding.message == SAYS


def test_the_fix_says_what_to_change_and_that_a_proposed_mailbox_must_exist() -> None:
    [finding] = dmarc_no_reports.judge(*FIRES["no address"])
    assert finding.fix.startswith("Add an address for reports to the record")
    proposed = "rua=mailto:dmarc@shop.example" in finding.fix
    assert ("The mailbox dmarc@shop.example must exist" in finding.fix) is proposed
