"""The promise of the demo: every planted fault is found, and the repaired twin has none."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime

import pytest

from launchready.checks import all_checks
from launchready.collect import all_collectors
from launchready.collect.look import Look
from launchready.demo.faults import Fault, all_faults
from launchready.demo.manifest import PROFILE
from launchready.demo.world import World, demo_world
from launchready.engine.gather import gather
from launchready.engine.judge import judge
from launchready.facts.run import Run
from launchready.model.result import Result
from launchready.net.network import open_network
from launchready.profiles import load_bar, load_profile


async def audit(world: World, *only: str, consent: bool = False) -> tuple[Result, ...]:
    checks = [check for check in all_checks() if not only or check.id in only]
    kinds = {kind for check in checks for kind in check.kinds}
    collectors = [one for one in all_collectors() if one.kind in kinds]
    run = Run(at=datetime.now(UTC), consent_burst=consent)
    look = Look(world.product, open_network(world.settings), run)
    try:
        facts = await gather(collectors, look, seconds=60)
    finally:
        await look.close()
    return judge(checks, facts, load_profile(PROFILE), load_bar())


def found(results: tuple[Result, ...]) -> dict[str, set[str]]:
    return {
        result.check.id: {finding.subject for finding in result.findings}
        for result in results
        if result.status == "failed"
    }


@pytest.mark.slow
async def test_the_audit_finds_exactly_what_was_planted() -> None:
    async with demo_world(faulty=True) as world:
        seen = found(await audit(world))
    planted = defaultdict(set)
    for fault in world.faults:
        if fault.consent:
            continue
        planted[fault.check].add(fault.subject)
    assert set(seen) == set(planted)
    missed = {check: subjects - seen[check] for check, subjects in planted.items()}
    assert not {check: subjects for check, subjects in missed.items() if subjects}


@pytest.mark.slow
async def test_the_repaired_twin_has_nothing_wrong_and_nothing_unknown() -> None:
    async with demo_world(faulty=False) as world:
        results = await audit(world)
    assert found(results) == {}
    unknown = {result.check.id for result in results if result.status == "unknown"}
    assert unknown == set()


@pytest.mark.slow
@pytest.mark.parametrize("fault", all_faults(), ids=lambda fault: fault.id)
async def test_a_fault_planted_alone_is_found_by_its_check(fault: Fault) -> None:
    async with demo_world(faulty=True, only=[fault]) as world:
        seen = found(await audit(world, fault.check, consent=fault.consent))
    assert fault.subject in seen.get(fault.check, set())


@pytest.mark.slow
@pytest.mark.parametrize("faulty", [True, False], ids=["faulty", "repaired"])
async def test_with_consent_the_login_is_tried_and_only_the_twin_stops_it(faulty: bool) -> None:
    async with demo_world(faulty=faulty) as world:
        results = await audit(world, "no-rate-limit-on-login", consent=True)
    assert [result.status for result in results] == ["failed" if faulty else "passed"]
