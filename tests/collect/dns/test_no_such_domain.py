"""A misspelt domain has one fault, not twenty."""

from __future__ import annotations

import pytest

from launchready.checks import all_checks
from launchready.collect import all_collectors
from launchready.engine.gather import gather
from launchready.engine.judge import judge
from launchready.manifest.guess import product_at
from launchready.manifest.names import target
from launchready.model.result import Result
from launchready.profiles import load_bar, load_profile

from .conftest import SOA, Looking, Names

ROOMS = ("launchready.collect.dns.", "launchready.collect.mail.")
AREAS = ("dns", "email", "tls")


async def judged(looking: Looking, address: str, names: Names) -> tuple[Result, ...]:
    look = await looking(names, product_at(target(address)))
    mine = [one for one in all_collectors() if one.collect.__module__.startswith(ROOMS)]
    facts = await gather(mine, look)
    assert not [one for one in facts if "broke" in str(getattr(one.what, "why", ""))]
    checks = [one for one in all_checks() if one.area in AREAS]
    return judge(checks, facts, load_profile(), load_bar())


async def test_a_domain_that_does_not_exist_fails_once(looking: Looking) -> None:
    results = await judged(looking, "shop.test", Names({"test SOA": (SOA,)}))
    failed = {one.check.id: one.findings for one in results if one.status == "failed"}
    assert set(failed) == {"apex-does-not-resolve"}
    [finding] = failed["apex-does-not-resolve"]
    assert finding.message == "shop.test leads nowhere: it does not exist."
    assert finding.fix.startswith("Correct the address, or register shop.test; then at your DNS")


async def test_a_domain_without_an_address_is_still_judged_by_its_records(looking: Looking) -> None:
    names = Names({"shop.test SOA": (SOA,), "shop.test NS": ("ns1.shop.test.",)})
    results = await judged(looking, "shop.test", names)
    failed = {one.check.id for one in results if one.status == "failed"}
    assert {"apex-does-not-resolve", "caa-missing", "spf-missing-on-silent-domain"} <= failed


@pytest.mark.parametrize("address", ["localhost", "https://127.0.0.1:8443/"])
async def test_a_name_of_one_label_has_no_domain_to_judge(looking: Looking, address: str) -> None:
    results = await judged(looking, address, Names({"test SOA": (SOA,)}))
    assert not [one.check.id for one in results if one.status == "failed"]


async def test_a_declared_host_of_another_domain_is_still_looked_at(looking: Looking) -> None:
    names = Names({"other.test A": ("8.8.8.8",), "other.test TXT": ('"v=spf1 -all"',)})
    look = await looking(names, product_at(target("shop.test")))
    await look.require_domain("other.test")
    assert look.network.traffic.dns_queries == 0
