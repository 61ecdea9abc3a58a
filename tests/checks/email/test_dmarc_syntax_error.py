from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.dmarc_syntax_error import dmarc_syntax_error

from .records import SENDER, dmarc

FIRES: dict[str, tuple[Any, ...]] = {
    "no semicolon": (dmarc("v=DMARC1 p=quarentine rua=dmarc@shop.example"), SENDER),
    "lower-case version": (dmarc("v=dmarc1; p=reject"), SENDER),
    "quotes pasted along": (dmarc('"v=DMARC1; p=reject"'), SENDER),
    "unknown policy": (dmarc("v=DMARC1; p=block; rua=mailto:a@b.example"), SENDER),
    "no policy": (dmarc("v=DMARC1; rua=mailto:a@b.example"), SENDER),
    "twice the policy": (dmarc("v=DMARC1; p=none; p=reject"), SENDER),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "good": (dmarc("v=DMARC1; p=reject; rua=mailto:a@b.example;"), SENDER),
    "upper-case policy": (dmarc("v=DMARC1; p=Reject"), SENDER),
    "spaces": (dmarc("v=DMARC1 ;  p = none ; "), SENDER),
    "unknown tag": (dmarc("v=DMARC1; p=none; x=y"), SENDER),
    "a wrong address is another check": (dmarc("v=DMARC1; p=none; rua=a@b.example"), SENDER),
    "missing is another check": (dmarc(), SENDER),
}
SAYS = (
    "Receivers ignore the DMARC policy of shop.example: character 9: a semicolon must "
    "follow v=DMARC1."
)


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dmarc_syntax_error.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dmarc_syntax_error.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dmarc_syntax_error.judge(*FIRES["no semicolon"])
    assert finding.subject == "_dmarc.shop.example"
    assert finding.message == SAYS
