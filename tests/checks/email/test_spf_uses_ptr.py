from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.email.spf_uses_ptr import spf_uses_ptr
from launchready.facts.spf import SpfRecord

from .policies import PRODUCT, record


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(record("v=spf1 ptr -all"), id="ptr"),
        pytest.param(record("v=spf1 PTR:shop.example -all"), id="upper case with a name"),
        pytest.param(record("v=spf1 exists:%{p}.a.example -all"), id="the macro"),
    ],
)
def test_fires(seen: SpfRecord) -> None:
    found = complete(spf_uses_ptr.judge(record=seen, product=PRODUCT))
    assert found
    assert all("v=spf1" in one.fix for one in found)


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(record("v=spf1 mx -all"), id="none"),
        pytest.param(record("v=spf1 -all ptr"), id="behind all"),
        pytest.param(record("v=spf1 a:ptr.example -all"), id="a host called ptr"),
    ],
)
def test_stays_quiet(seen: SpfRecord) -> None:
    assert not list(spf_uses_ptr.judge(record=seen, product=PRODUCT))


def test_says_what_to_publish() -> None:
    [finding] = spf_uses_ptr.judge(record=record("v=spf1 mx ptr -all"), product=PRODUCT)
    assert finding.subject == "shop.example"
    assert finding.message == (
        "The SPF record of shop.example uses `ptr`, which receivers are told not to rely on."
    )
    assert 'shop.example. 300 IN TXT "v=spf1 mx -all"' in finding.fix
