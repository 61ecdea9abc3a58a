from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.email.spf_too_many_lookups import spf_too_many_lookups
from launchready.facts.dns import Answer, Status
from launchready.facts.spf import SpfLookups

from .policies import DOMAIN, PRODUCT, lookups

MANY_SERVERS = (
    Answer(DOMAIN, "TXT", Status.ANSWERED, ("v=spf1 mx -all",)),
    Answer(DOMAIN, "MX", Status.ANSWERED, tuple(f"10 mx{place}.example" for place in range(11))),
)


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(
            lookups("v=spf1 " + "exists:%{i}.x.example " * 11 + "-all"), id="eleven terms"
        ),
        pytest.param(
            lookups(
                "v=spf1 a:host.example include:a.example -all",
                a="v=spf1 " + "a:host.example " * 9 + "-all",
            ),
            id="nested",
        ),
        pytest.param(
            lookups("v=spf1 include:a.example -all", a="v=spf1 include:shop.example -all"),
            id="a loop",
        ),
        pytest.param(SpfLookups(DOMAIN, MANY_SERVERS), id="eleven mail servers"),
    ],
)
def test_fires(seen: SpfLookups) -> None:
    found = complete(spf_too_many_lookups.judge(lookups=seen, product=PRODUCT))
    assert found
    assert all("v=spf1" in one.fix for one in found)


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(lookups("v=spf1 " + "exists:%{i}.x.example " * 10 + "-all"), id="ten"),
        pytest.param(lookups("v=spf1 -all"), id="none"),
        pytest.param(lookups("v=spf1 a:host.example -all " + "mx " * 20), id="behind all"),
    ],
)
def test_stays_quiet(seen: SpfLookups) -> None:
    assert not list(spf_too_many_lookups.judge(lookups=seen, product=PRODUCT))


def test_says_what_each_term_costs_and_how_to_get_under_ten() -> None:
    own = "v=spf1 include:a.example include:a.example a:host.example ~all"
    inner = "v=spf1 " + "exists:%{i}.x.example " * 6 + "-all"
    [finding] = spf_too_many_lookups.judge(lookups=lookups(own, a=inner), product=PRODUCT)
    assert finding.message == (
        "The SPF record of shop.example needs 15 DNS lookups, and receivers stop at 10."
    )
    assert finding.fix.startswith(
        "Drop `include:a.example`: it stands there twice. The policy then needs 8 lookups. Publish"
        ' `shop.example. 300 IN TXT "v=spf1 include:a.example a:host.example ~all"`.'
    )
    assert finding.evidence == (
        "shop.example: 15 of 10 lookups",
        "7 include:a.example",
        "7 include:a.example",
        "1 a:host.example",
    )
