from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.mx_certificate_bad import mx_certificate_bad
from launchready.facts.mail import Dane, TlsaRecords

from .records import DANE, DOMAIN, EXPIRED, FAILING, GOOD_STS, PLAIN, SERVER, transport

FIRES: dict[str, tuple[Any, ...]] = {
    "expired": (transport(EXPIRED), None, None),
    "expired under a policy": (transport(EXPIRED), GOOD_STS, None),
    "pinned elsewhere": (
        transport(EXPIRED),
        None,
        Dane(DOMAIN, (TlsaRecords("mx2.example", ("3 1 1 ab",)),)),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "trusted": (transport(SERVER), GOOD_STS, None),
    "pinned by DANE": (transport(EXPIRED), None, DANE),
    "no encryption is another check": (transport(PLAIN, FAILING), None, None),
}
SAYS = "The certificate of the mail server mail.shop.example is not trusted: expired."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(mx_certificate_bad.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(mx_certificate_bad.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = mx_certificate_bad.judge(*FIRES["expired"])
    assert finding.subject == "mail.shop.example"
    assert finding.message == SAYS
