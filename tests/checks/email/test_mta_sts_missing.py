from __future__ import annotations

from typing import Any

import pytest

from launchready.checks.email.mta_sts_missing import mta_sts_missing
from launchready.facts.mail import Dane

from .records import DANE, DOMAIN, GOOD_STS, MAIL, RUN, SENDER, mail, sts

FIRES: dict[str, tuple[Any, ...]] = {
    "no record": (sts(), MAIL, None, SENDER, RUN),
    "unsigned zone with no DANE": (sts(), MAIL, Dane(DOMAIN), SENDER, RUN),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "there": (GOOD_STS, MAIL, None, SENDER, RUN),
    "DANE instead": (sts(), MAIL, DANE, SENDER, RUN),
    "broken is another check": (sts("v=STSv1"), MAIL, None, SENDER, RUN),
    "takes no mail": (sts(), mail("0 ."), None, SENDER, RUN),
}
SAYS = "shop.example does not ask senders to encrypt: it has no MTA-STS policy."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    findings = tuple(mta_sts_missing.judge(*facts))
    assert findings
    assert all(one.fix and one.verify and one.evidence for one in findings)
    assert all(len(line) <= 200 for one in findings for line in one.evidence)


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(mta_sts_missing.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = mta_sts_missing.judge(*FIRES["no record"])
    assert finding.subject == "_mta-sts.shop.example"
    assert finding.message == SAYS
