from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.dane_mismatch import dane_mismatch
from launchready.facts.mail import Dane, TlsaRecords

from .records import DANE, DOMAIN, PLAIN, SERVER, transport

FIRES: dict[str, tuple[Any, ...]] = {
    "another key": (DANE, transport(replace(SERVER, key="ee" * 32))),
    "another certificate": (
        Dane(DOMAIN, (TlsaRecords("mail.shop.example", (f"3 0 1 {'ab' * 32}",)),)),
        transport(SERVER),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "the key in use": (DANE, transport(SERVER)),
    "one of two keys": (
        Dane(
            DOMAIN,
            (TlsaRecords("mail.shop.example", (f"3 1 1 {'ee' * 32}", f"3 1 1 {'ab' * 32}")),),
        ),
        transport(SERVER),
    ),
    "an authority": (
        Dane(DOMAIN, (TlsaRecords("mail.shop.example", (f"2 1 1 {'ee' * 32}",)),)),
        transport(SERVER),
    ),
    "server not greeted": (DANE, transport()),
    "no encryption is another check": (DANE, transport(PLAIN)),
}
SAYS = "The TLSA records of mail.shop.example name another key than the one it uses."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dane_mismatch.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dane_mismatch.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dane_mismatch.judge(*FIRES["another key"])
    assert finding.subject == "_25._tcp.mail.shop.example"
    assert finding.message == SAYS
