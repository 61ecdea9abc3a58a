from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.email.spf_record_too_long import spf_record_too_long
from launchready.facts.spf import SpfRecord

from .policies import PRODUCT, record

LONG = "v=spf1 " + " ".join(f"ip4:192.0.2.{number}" for number in range(40)) + " -all"


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(record(LONG), id="long"),
    ],
)
def test_fires(seen: SpfRecord) -> None:
    found = complete(spf_record_too_long.judge(record=seen, product=PRODUCT))
    assert found
    assert all("v=spf1" in one.fix for one in found)


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(record(LONG[:450]), id="450 bytes"),
        pytest.param(record("v=spf1 -all"), id="short"),
        pytest.param(record(LONG, LONG), id="several records are another check"),
    ],
)
def test_stays_quiet(seen: SpfRecord) -> None:
    assert not list(spf_record_too_long.judge(record=seen, product=PRODUCT))


def test_says_how_to_split_it() -> None:
    [finding] = spf_record_too_long.judge(record=record(LONG), product=PRODUCT)
    assert finding.message == (
        f"The SPF record of shop.example is {len(LONG)} bytes long; from about 450 on the answer no"
        " longer fits one packet."
    )
    parts = "v=spf1 include:_spf1.shop.example include:_spf2.shop.example -all"
    assert f'shop.example. 300 IN TXT "{parts}"' in finding.fix
    assert '_spf2.shop.example. 300 IN TXT "v=spf1 ip4:' in finding.fix
    assert all(f"ip4:192.0.2.{number} " in finding.fix for number in range(40))
