from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.email.spf_include_dead import spf_include_dead
from launchready.facts.spf import SpfLookups

from .policies import PRODUCT, lookups


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(lookups("v=spf1 include:gone.example -all"), id="does not exist"),
        pytest.param(lookups("v=spf1 include:host.example -all"), id="no record"),
        pytest.param(lookups("v=spf1 redirect=gone.example"), id="redirect"),
        pytest.param(
            lookups("v=spf1 include:a.example -all", a="v=spf1 foo -all"), id="a mistake inside"
        ),
    ],
)
def test_fires(seen: SpfLookups) -> None:
    found = complete(spf_include_dead.judge(lookups=seen, product=PRODUCT))
    assert found
    assert all("v=spf1" in one.fix for one in found)


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(lookups("v=spf1 include:a.example -all", a="v=spf1 -all"), id="alive"),
        pytest.param(lookups("v=spf1 -all include:gone.example"), id="behind all"),
        pytest.param(lookups("v=spf1 include:%{i}.x.example -all"), id="the message decides"),
        pytest.param(lookups("v=spf1 a:gone.example -all"), id="a host, not a policy"),
    ],
)
def test_stays_quiet(seen: SpfLookups) -> None:
    assert not list(spf_include_dead.judge(lookups=seen, product=PRODUCT))


def test_says_what_to_publish() -> None:
    [finding] = spf_include_dead.judge(
        lookups=lookups("v=spf1 include:gone.example include:a.example -all", a="v=spf1 -all"),
        product=PRODUCT,
    )
    assert finding.subject == "shop.example"
    assert finding.message == (
        "The SPF record of shop.example leads to gone.example, which does not exist."
    )
    assert 'shop.example. 300 IN TXT "v=spf1 include:a.example -all"' in finding.fix
    assert finding.evidence == ("shop.example > include:gone.example",)


def test_a_dead_include_of_somebody_else_is_theirs_to_mend() -> None:
    [finding] = spf_include_dead.judge(
        lookups=lookups("v=spf1 include:a.example -all", a="v=spf1 include:gone.example -all"),
        product=PRODUCT,
    )
    assert finding.fix == (
        "Tell the owner of a.example that `include:gone.example` is broken, and until it is mended"
        " drop `a.example` from the record of shop.example."
    )
