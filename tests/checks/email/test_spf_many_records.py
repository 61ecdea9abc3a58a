from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.email.spf_many_records import spf_many_records
from launchready.facts.spf import SpfRecord

from .policies import PRODUCT, record


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(record("v=spf1 mx -all", "v=spf1 a -all"), id="two"),
        pytest.param(record("v=spf1 -all", "v=spf1 -all"), id="the same twice"),
        pytest.param(record("v=spf1 mx", "V=SPF1 a", "v=spf1"), id="three"),
    ],
)
def test_fires(seen: SpfRecord) -> None:
    found = complete(spf_many_records.judge(record=seen, product=PRODUCT))
    assert found
    assert all("v=spf1" in one.fix for one in found)


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(record("v=spf1 mx -all"), id="one"),
        pytest.param(record(), id="none"),
        pytest.param(record("v=spf1 -all", misses=("v=spf1-all",)), id="a near miss beside it"),
    ],
)
def test_stays_quiet(seen: SpfRecord) -> None:
    assert not list(spf_many_records.judge(record=seen, product=PRODUCT))


def test_says_what_to_publish() -> None:
    [finding] = spf_many_records.judge(
        record=record("v=spf1 mx -all", "v=spf1 include:a.example ~all"), product=PRODUCT
    )
    assert finding.subject == "shop.example"
    assert finding.message == (
        "shop.example publishes 2 SPF records, so receivers use none of them."
    )
    assert 'shop.example. 300 IN TXT "v=spf1 mx include:a.example ~all"' in finding.fix
