"""The promise of the demo's repository: every planted fault is found, and the good one has none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from launchready.audit.run import Audit, Order, audit
from launchready.checks import all_checks
from launchready.demo.code_faults import all_code_faults
from launchready.demo.repository import CodeFault, build
from launchready.facts.run import Run
from launchready.manifest.read import read_manifest
from launchready.model.verdict import Decision
from launchready.profiles import load_bar, load_profile

pytestmark = pytest.mark.slow

TOGETHER = tuple(fault for fault in all_code_faults() if not fault.alone)
NOT_RUN = {"migration-down-leaves-traces", "migration-fails-on-second-run"}
"""Only `launchready migrations check --run` sees these, on a database of its own."""
NETWORK = {"dependency-with-known-hole"}
"""Asked only with --audit-dependencies."""


async def look(folder: Path, *faults: CodeFault) -> Audit:
    build(folder, faults)
    product = read_manifest(folder / "launchready.toml")
    order = Order(
        product,
        Run(at=datetime.now(UTC)),
        load_profile(product.profile),
        load_bar(),
        repo=folder,
        surface=False,
        recorded=(("production", folder / ".env.production"),),
        seconds=120,
    )
    return await audit(order)


def found(audit: Audit) -> dict[str, list[str]]:
    return {
        result.check.id: [finding.subject for finding in result.findings]
        for result in audit.results
        if result.findings
    }


def tells(fault: CodeFault, audit: Audit) -> bool:
    return any(one.startswith(fault.subject) for one in found(audit).get(fault.check, ()))


async def test_the_audit_finds_exactly_what_was_planted(tmp_path: Path) -> None:
    audit = await look(tmp_path, *TOGETHER)
    planted = {fault.check for fault in TOGETHER} | {
        one for fault in TOGETHER for one in fault.also
    }
    assert set(found(audit)) == planted
    assert [fault.id for fault in TOGETHER if not tells(fault, audit)] == []
    assert audit.verdict.decision is Decision.NO_GO


async def test_the_good_repository_has_nothing_wrong_and_is_go(tmp_path: Path) -> None:
    audit = await look(tmp_path)
    assert found(audit) == {}
    unknown = {result.check.id for result in audit.results if result.status == "unknown"}
    assert unknown == NETWORK | NOT_RUN
    assert audit.verdict.decision is Decision.GO
    assert audit.verdict.scope == f"the repository {tmp_path.name}"


@pytest.mark.parametrize("fault", all_code_faults(), ids=lambda fault: fault.id)
async def test_a_fault_planted_alone_is_found_and_nothing_else(
    fault: CodeFault, tmp_path: Path
) -> None:
    audit = await look(tmp_path, fault)
    assert set(found(audit)) == {fault.check, *fault.also}
    assert tells(fault, audit)


async def test_no_credential_that_was_made_is_in_any_fact_or_finding(tmp_path: Path) -> None:
    audit = await look(tmp_path, *TOGETHER)
    values = {
        value
        for name in (".env.production", ".env.staging")
        for line in (tmp_path / name).read_text("utf-8").splitlines()
        if len(value := line.partition("=")[2]) >= 24
    }
    said = repr([*audit.facts, *audit.results])
    assert len(values) > 10
    assert [value for value in values if value in said] == []


def test_every_part_of_a_repository_has_faults() -> None:
    areas = {check.id: check.area for check in all_checks()}
    assert {areas[fault.check] for fault in all_code_faults()} >= {
        *("ci", "deploy", "env", "ext", "health", "migrate", "secrets"),
    }
