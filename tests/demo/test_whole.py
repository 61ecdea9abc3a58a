"""The promise of the demo: every planted fault is found, and the repaired twin has none."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime

import pytest

from launchready.audit.run import Audit, Order, audit
from launchready.checks import all_checks
from launchready.demo.faults import Fault, all_faults
from launchready.demo.manifest import PROFILE
from launchready.demo.world import World, demo_world
from launchready.facts.run import Run
from launchready.model.verdict import Decision
from launchready.profiles import load_bar, load_profile

pytestmark = pytest.mark.slow


async def look(world: World, *only: str, consent: bool = False) -> Audit:
    order = Order(
        world.product,
        Run(at=datetime.now(UTC), consent_burst=consent),
        load_profile(PROFILE),
        load_bar(),
        world.settings,
        tuple(check for check in all_checks() if check.id in only),
    )
    return await audit(order)


def found(audit: Audit) -> dict[str, set[str]]:
    return {
        result.check.id: {finding.subject for finding in result.findings}
        for result in audit.results
        if result.status == "failed"
    }


async def test_the_audit_finds_exactly_what_was_planted() -> None:
    async with demo_world(faulty=True) as world:
        audit = await look(world, consent=True)
    planted = defaultdict(set)
    for fault in world.faults:
        planted[fault.check].add(fault.subject)
    seen = found(audit)
    assert set(seen) == set(planted)
    missed = {check: subjects - seen[check] for check, subjects in planted.items()}
    assert not {check: subjects for check, subjects in missed.items() if subjects}
    assert audit.verdict.decision is Decision.NO_GO


@pytest.mark.parametrize("consent", [True, False], ids=["with a burst", "without a burst"])
async def test_the_repaired_twin_has_nothing_wrong_and_nothing_unknown(consent: bool) -> None:
    async with demo_world(faulty=False) as world:
        audit = await look(world, consent=consent)
    assert found(audit) == {}
    unknown = {result.check.id for result in audit.results if result.status == "unknown"}
    assert unknown == (set() if consent else {"no-rate-limit-on-login"})
    assert audit.verdict.decision is Decision.GO


@pytest.mark.parametrize("fault", all_faults(), ids=lambda fault: fault.id)
async def test_a_fault_planted_alone_is_found_by_its_check(fault: Fault) -> None:
    async with demo_world(faulty=True, only=[fault]) as world:
        audit = await look(world, fault.check, consent=fault.consent)
    assert fault.subject in found(audit).get(fault.check, set())
