from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.email.spf_syntax_error import spf_syntax_error
from launchready.facts.spf import SpfRecord

from .policies import PRODUCT, record


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(record("v=spf1 ipv4:192.0.2.1 -all"), id="misspelt mechanism"),
        pytest.param(record("v=spf1 a:192.0.2.1 -all"), id="address for a name"),
        pytest.param(record("v=spf1 mx -all;"), id="punctuation"),
        pytest.param(record("v=spf1 include=a.example -all"), id="an equals sign for a colon"),
        pytest.param(record("v=spf1 exp=a.example exp=b.example -all"), id="a modifier twice"),
        pytest.param(record("v=spf1 \ufeffmx -all"), id="invisible character"),
    ],
)
def test_fires(seen: SpfRecord) -> None:
    found = complete(spf_syntax_error.judge(record=seen, product=PRODUCT))
    assert found
    assert all("v=spf1" in one.fix for one in found)


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(record("v=spf1 mx include:a.example ~all"), id="valid"),
        pytest.param(record("v=spf1 x-mailer=7 -all"), id="unknown modifier"),
        pytest.param(record(), id="no record"),
        pytest.param(record("v=spf1 foo", "v=spf1 bar"), id="several records are another check"),
        pytest.param(record("V=SPF1   MX  -ALL "), id="upper case and spaces"),
        pytest.param(record("v=spf1 exists:%{ir}.%{v}._x.%{d2} -all"), id="macros"),
    ],
)
def test_stays_quiet(seen: SpfRecord) -> None:
    assert not list(spf_syntax_error.judge(record=seen, product=PRODUCT))


def test_says_what_to_publish() -> None:
    [finding] = spf_syntax_error.judge(record=record("v=spf1 a:192.0.2.1 -all"), product=PRODUCT)
    assert finding.subject == "shop.example"
    assert finding.message == (
        "The SPF record of shop.example has 1 wrong term, so receivers give up on all of it."
    )
    assert 'shop.example. 300 IN TXT "v=spf1 ip4:192.0.2.1 -all"' in finding.fix
    assert finding.evidence[0] == (
        "column 8, `a:192.0.2.1`: `192.0.2.1` is an address, not a domain: write `ip4:192.0.2.1`"
    )
