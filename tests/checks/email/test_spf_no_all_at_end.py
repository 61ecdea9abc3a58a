from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.email.spf_no_all_at_end import spf_no_all_at_end
from launchready.facts.spf import SpfRecord

from .policies import PRODUCT, record


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(record("v=spf1 mx"), id="no end"),
        pytest.param(record("v=spf1"), id="nothing at all"),
        pytest.param(record("v=spf1 include:a.example exp=b.example"), id="only an explanation"),
    ],
)
def test_fires(seen: SpfRecord) -> None:
    found = complete(spf_no_all_at_end.judge(record=seen, product=PRODUCT))
    assert found
    assert all("v=spf1" in one.fix for one in found)


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(record("v=spf1 mx -all"), id="all"),
        pytest.param(record("v=spf1 all mx"), id="all in front"),
        pytest.param(record("v=spf1 redirect=a.example"), id="redirect"),
        pytest.param(record("v=spf1 foo"), id="a broken record is another check"),
        pytest.param(record(), id="no record"),
    ],
)
def test_stays_quiet(seen: SpfRecord) -> None:
    assert not list(spf_no_all_at_end.judge(record=seen, product=PRODUCT))


def test_says_what_to_publish() -> None:
    [finding] = spf_no_all_at_end.judge(record=record("v=spf1 mx"), product=PRODUCT)
    assert finding.subject == "shop.example"
    assert finding.message == (
        "The SPF record of shop.example ends without `all`, so it forbids nobody to send."
    )
    assert 'shop.example. 300 IN TXT "v=spf1 mx ~all"' in finding.fix
