"""Read the pipelines, and what they do for each purpose."""

from __future__ import annotations

from typing import TypeVar

from launchready.collect.collector import NotThere, collector
from launchready.collect.look import Look
from launchready.collect.repo.reading import pipelines_of
from launchready.collect.repo.stack import work_tree
from launchready.collect.subjects import product
from launchready.derive.delivery.places import COMPILED, TYPED, languages
from launchready.derive.env.aside import is_aside
from launchready.facts.base import PRODUCT
from launchready.facts.delivery import (
    AuditInPipeline,
    BudgetInPipeline,
    InPipeline,
    LintInPipeline,
    Pipelines,
    Purpose,
    SecretsInPipeline,
    TestsInPipeline,
    TypesInPipeline,
)
from launchready.net.failure import Failure, Phase

NONE = "the product has no repository"
Q = TypeVar("Q", bound=InPipeline)


@collector(per=product, none=NONE)
async def collect_pipelines(look: Look, _: str) -> Pipelines:
    """Return every pipeline of the repository, none if there is none."""
    return await pipelines_of(look)


@collector(per=product, none=NONE)
async def collect_lint(look: Look, _: str) -> LintInPipeline:
    """Return the linters that pipelines run."""
    return await _for(look, Purpose.LINT, LintInPipeline)


@collector(per=product, none=NONE)
async def collect_types(look: Look, _: str) -> TypesInPipeline:
    """Return the type checks that pipelines run; a compiler is one."""
    seen = await languages_of(look)
    if not set(seen) & (TYPED | COMPILED):
        why = "the code is in no language whose types a tool checks"
        raise NotThere(why)
    compiled = set(seen) & COMPILED and not set(seen) & TYPED
    purposes = (Purpose.TYPES, Purpose.BUILD, Purpose.TESTS) if compiled else (Purpose.TYPES,)
    return await _for(look, purposes[0], TypesInPipeline, purposes)


@collector(per=product, none=NONE)
async def collect_tests(look: Look, _: str) -> TestsInPipeline:
    """Return the tests that pipelines run."""
    return await _for(look, Purpose.TESTS, TestsInPipeline)


@collector(per=product, none=NONE)
async def collect_secret_gate(look: Look, _: str) -> SecretsInPipeline:
    """Return the scanners for keys that pipelines run."""
    return await _for(look, Purpose.SECRETS, SecretsInPipeline)


@collector(per=product, none=NONE)
async def collect_audit(look: Look, _: str) -> AuditInPipeline:
    """Return the audits of dependencies that pipelines run, on a schedule too."""
    return await _for(look, Purpose.DEPENDENCIES, AuditInPipeline)


@collector(per=product, none=NONE)
async def collect_budget(look: Look, _: str) -> BudgetInPipeline:
    """Return the speed budgets that pipelines hold to."""
    return await _for(look, Purpose.BUDGET, BudgetInPipeline)


async def languages_of(look: Look) -> tuple[str, ...]:
    """Return what the code is written in, the most used first."""
    tree = await work_tree(look)
    return languages(tuple(path for path in tree.files if not is_aside(path)))


async def _for(
    look: Look, purpose: Purpose, kind: type[Q], purposes: tuple[Purpose, ...] = ()
) -> Q:
    seen = await languages_of(look)
    if not seen:
        why = "the repository holds no code"
        raise NotThere(why)
    found = (await pipelines_of(look)).pipelines
    automatic = [one for one in found if one.automatic]
    if not automatic:
        why = "there is no pipeline that runs by itself"
        raise NotThere(why)
    wanted = set(purposes or (purpose,))
    # A nightly audit of dependencies is one; anything else has to stand before the merge.
    gates = [one for one in automatic if one.gates or purpose is Purpose.DEPENDENCIES] or automatic
    steps = tuple(step for one in gates for step in one.steps if wanted & set(step.purposes))
    elsewhere = [trace for one in gates for trace in one.elsewhere]
    if not any(step.blocking for step in steps) and elsewhere:
        why = (
            f"a part of the pipeline is kept in another repository and was not read: {elsewhere[0]}"
        )
        raise Failure(Phase.CONTENT, why)
    return kind(PRODUCT, steps, gates[0].trace.path, seen)
