from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.email.spf_too_many_void_lookups import spf_too_many_void_lookups
from launchready.facts.spf import SpfLookups

from .policies import PRODUCT, lookups


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(
            lookups("v=spf1 a:x1.example mx:x2.example exists:x3.example -all"), id="three"
        ),
        pytest.param(
            lookups(
                "v=spf1 a:x1.example include:a.example -all",
                a="v=spf1 a:x2.example a:x3.example -all",
            ),
            id="nested",
        ),
    ],
)
def test_fires(seen: SpfLookups) -> None:
    found = complete(spf_too_many_void_lookups.judge(lookups=seen, product=PRODUCT))
    assert found
    assert all("v=spf1" in one.fix for one in found)


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(lookups("v=spf1 a:x1.example mx:x2.example a:host.example -all"), id="two"),
        pytest.param(
            lookups("v=spf1 " + "exists:%{i}.x.example " * 5 + "-all"),
            id="names that the message decides",
        ),
    ],
)
def test_stays_quiet(seen: SpfLookups) -> None:
    assert not list(spf_too_many_void_lookups.judge(lookups=seen, product=PRODUCT))


def test_says_what_to_publish() -> None:
    [finding] = spf_too_many_void_lookups.judge(
        lookups=lookups("v=spf1 mx a:x1.example a:x2.example ~all"), product=PRODUCT
    )
    assert finding.subject == "shop.example"
    assert finding.message == (
        "3 terms of the SPF record of shop.example ask for what does not exist, and receivers allow"
        " 2."
    )
    assert 'shop.example. 300 IN TXT "v=spf1 ~all"' in finding.fix
    assert finding.evidence[1] == "shop.example > a:x1.example (no such record)"
