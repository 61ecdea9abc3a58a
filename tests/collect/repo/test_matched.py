"""The live product and its repository, side by side: a real site on loopback, a real git folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from launchready.audit.run import Audit, Order, audit
from launchready.checks import all_checks
from launchready.demo.blueprint import Blueprint
from launchready.demo.faults import Fault
from launchready.demo.repository import Code, CodeFault, build
from launchready.demo.shop import answering
from launchready.demo.site import jsonic
from launchready.demo.world import demo_world
from launchready.facts.run import Run
from launchready.profiles import load_bar, load_profile
from launchready.repo.git.command import text as git

pytestmark = pytest.mark.slow

MATCHED = ("live-commit-not-head", "admin-route-in-code-open", "host-in-code-not-in-map")


async def look(folder: Path, plant: Callable[[Blueprint], None] | None, *only: str) -> Audit:
    faults = [Fault("x", "x", only[0], "x", plant)] if plant else []
    checks = tuple(check for check in all_checks() if check.id in (only or MATCHED))
    async with demo_world(faulty=bool(faults), only=faults) as world:
        order = Order(
            world.product,
            Run(at=datetime.now(UTC)),
            load_profile("default"),
            load_bar(),
            world.settings,
            checks,
            repo=folder,
        )
        return await audit(order)


def saying(commit: str) -> Callable[[Blueprint], None]:
    def plant(blueprint: Blueprint) -> None:
        blueprint.site("").pages["/version"] = answering(jsonic({"commit": commit}))

    return plant


async def test_a_live_commit_behind_head_is_named_with_its_distance(tmp_path: Path) -> None:
    build(tmp_path)
    old = git(tmp_path, "rev-parse", "main")
    [result] = (await look(tmp_path, saying(old[:12]), MATCHED[0])).results
    [finding] = result.findings
    assert finding.message == f"The live commit {old[:12]} is 1 commit behind HEAD."
    assert finding.subject.endswith("/version")
    assert finding.evidence[0] == f"the field commit: {old[:12]}"


async def test_a_live_commit_that_is_head_is_fine(tmp_path: Path) -> None:
    build(tmp_path)
    head = git(tmp_path, "rev-parse", "HEAD")
    [result] = (await look(tmp_path, saying(head), MATCHED[0])).results
    assert result.status == "passed"


async def test_a_live_commit_that_nobody_has_is_a_finding(tmp_path: Path) -> None:
    build(tmp_path)
    [result] = (await look(tmp_path, saying("deadbeef1234"), MATCHED[0])).results
    assert "this repository has no such commit" in result.findings[0].message


async def test_words_of_a_target_never_become_options_of_git(tmp_path: Path) -> None:
    build(tmp_path)
    hostile = "--upload-pack=touch /tmp/x"
    [result] = (await look(tmp_path, saying(hostile), MATCHED[0])).results
    assert result.status == "not_applicable"


async def test_a_product_that_does_not_say_is_nothing_to_judge(tmp_path: Path) -> None:
    build(tmp_path)
    audit = await look(tmp_path, None)
    assert {one.check.id: one.status for one in audit.results} == {
        "admin-route-in-code-open": "passed",
        "host-in-code-not-in-map": "passed",
        "live-commit-not-head": "not_applicable",
    }
    assert audit.verdict.scope.endswith(f"of harvest-twin.test and the repository {tmp_path.name}")


async def test_an_admin_route_of_the_code_that_answers_strangers_is_a_blocker(
    tmp_path: Path,
) -> None:
    def open_refunds(blueprint: Blueprint) -> None:
        rows = {"refunds": [{"order": 1041, "buyer": "Ines M.", "total": "23.10"}]}
        blueprint.site("").pages["/admin/refunds"] = answering(jsonic(rows))

    build(tmp_path)
    [result] = (await look(tmp_path, open_refunds, MATCHED[1])).results
    [finding] = result.findings
    assert finding.subject == "https://harvest-lane.test/admin/refunds"
    assert finding.evidence[0].startswith("src/admin.ts:6: ")
    assert "Ines" not in repr(finding)


async def test_a_host_that_only_the_code_knows_is_named(tmp_path: Path) -> None:
    def calls_old_host(code: Code) -> None:
        code.files["src/old.ts"] = 'fetch("https://old-api.harvest-twin.test/v1");\n'

    build(tmp_path, (CodeFault("x", "x", MATCHED[2], "x", calls_old_host),))
    [result] = (await look(tmp_path, None, MATCHED[2])).results
    assert [finding.subject for finding in result.findings] == ["old-api.harvest-twin.test"]


async def test_without_a_repository_its_checks_are_left_out_and_their_rows_stay_unknown() -> None:
    async with demo_world(faulty=False) as world:
        order = Order(
            world.product,
            Run(at=datetime.now(UTC)),
            load_profile("default"),
            load_bar(),
            world.settings,
            tuple(one for one in all_checks() if one.area in {"deploy", "edge"}),
        )
        done = await audit(order)
    assert {one.check.area for one in done.results} == {"edge"}
    [state] = [one for one in done.rows if one.row.id == "deploy.rollback_doc"]
    assert (state.status, state.checks) == ("unknown", ())
