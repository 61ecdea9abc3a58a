from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.email.spf_near_lookup_limit import spf_near_lookup_limit
from launchready.facts.spf import SpfLookups

from .policies import PRODUCT, lookups


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(lookups("v=spf1 " + "exists:%{i}.x.example " * 9 + "-all"), id="nine"),
        pytest.param(lookups("v=spf1 " + "exists:%{i}.x.example " * 10 + "-all"), id="ten"),
    ],
)
def test_fires(seen: SpfLookups) -> None:
    found = complete(spf_near_lookup_limit.judge(lookups=seen, product=PRODUCT))
    assert found
    assert all("v=spf1" in one.fix for one in found)


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(lookups("v=spf1 " + "exists:%{i}.x.example " * 8 + "-all"), id="eight"),
        pytest.param(
            lookups("v=spf1 " + "exists:%{i}.x.example " * 11 + "-all"),
            id="eleven is another check",
        ),
    ],
)
def test_stays_quiet(seen: SpfLookups) -> None:
    assert not list(spf_near_lookup_limit.judge(lookups=seen, product=PRODUCT))


def test_says_what_to_publish() -> None:
    [finding] = spf_near_lookup_limit.judge(
        lookups=lookups("v=spf1 ptr " + "exists:%{i}.x.example " * 8 + "-all"), product=PRODUCT
    )
    assert finding.subject == "shop.example"
    assert finding.message == (
        "The SPF record of shop.example needs 9 of the 10 DNS lookups that receivers make."
    )
    assert "Drop `ptr`" in finding.fix
