from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.email.spf_passes_everyone import spf_passes_everyone

from .policies import PRODUCT, lookups, record


@pytest.mark.parametrize(
    ("own", "others"),
    [
        pytest.param("v=spf1 mx +all", {}, id="plus all"),
        pytest.param("v=spf1 all", {}, id="plain all"),
        pytest.param("v=spf1 mx ?all", {}, id="neutral all"),
        pytest.param("v=spf1 ip4:0.0.0.0/0 -all", {}, id="every address"),
        pytest.param("v=spf1 ip4:8.0.0.0/8 -all", {}, id="a sixteen-million block"),
        pytest.param("v=spf1 ip6:2000::/3 -all", {}, id="all of IPv6"),
        pytest.param("v=spf1 mx/0 -all", {}, id="mx with no prefix"),
        pytest.param(
            "v=spf1 include:a.example -all", {"a": "v=spf1 +all"}, id="an include that passes all"
        ),
    ],
)
def test_fires(own: str, others: dict[str, str]) -> None:
    found = complete(
        spf_passes_everyone.judge(
            record=record(own), lookups=lookups(own, **others), product=PRODUCT
        )
    )
    assert found
    assert all("v=spf1" in one.fix for one in found)


@pytest.mark.parametrize(
    ("own", "others"),
    [
        pytest.param("v=spf1 mx ~all", {}, id="softfail"),
        pytest.param("v=spf1 ip4:192.0.2.0/24 -all", {}, id="a small block"),
        pytest.param("v=spf1 -ip4:0.0.0.0/0 mx -all", {}, id="a block that is refused"),
        pytest.param("v=spf1 -all +all", {}, id="behind all"),
        pytest.param(
            "v=spf1 include:a.example -all",
            {"a": "v=spf1 ip4:192.0.2.1 ?all"},
            id="an include that ends neutral",
        ),
        pytest.param(
            "v=spf1 ?include:a.example -all",
            {"a": "v=spf1 +all"},
            id="an include that passes nobody",
        ),
    ],
)
def test_stays_quiet(own: str, others: dict[str, str]) -> None:
    assert not list(
        spf_passes_everyone.judge(
            record=record(own), lookups=lookups(own, **others), product=PRODUCT
        )
    )


def test_says_what_to_publish() -> None:
    own = "v=spf1 mx +all"
    [finding] = spf_passes_everyone.judge(record=record(own), lookups=None, product=PRODUCT)
    assert finding.subject == "shop.example"
    assert finding.message == (
        "`+all` in the SPF record of shop.example lets the whole internet send as you."
    )
    assert 'shop.example. 300 IN TXT "v=spf1 mx ~all"' in finding.fix
