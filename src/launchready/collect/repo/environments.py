"""Read the environments that the repository and recorded outputs show, and what the code wants."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from launchready.collect.collector import NotThere, collector
from launchready.collect.look import Look
from launchready.collect.repo.stack import stack_of, work_tree
from launchready.collect.subjects import product
from launchready.derive.env.layers import beneath
from launchready.derive.env.mixing import comparable, names_in
from launchready.derive.env.names import given_by_platform
from launchready.derive.env.words import listed
from launchready.facts.base import PRODUCT
from launchready.facts.env import (
    HIDDEN,
    SHOWN,
    CodeEnvironment,
    Elsewhere,
    Environment,
    Environments,
    Production,
    Stage,
    StagePair,
    State,
    WholeProduction,
)
from launchready.facts.product import Product
from launchready.repo.env.code.read import read_code
from launchready.repo.env.read import read_environments
from launchready.repo.env.seal import Seal
from launchready.repo.trouble import RepositoryError

_NO_SERVICE = "nothing in the repository is deployed: no web framework, platform or container"
_RECORD = "record what your platform holds and give it with --recorded production=FILE"


def both(_: Product) -> Iterable[str]:
    """What production shows, and what it hides."""
    return (SHOWN, HIDDEN)


async def environments_of(look: Look) -> Environments:
    """Read all environments once a run, under a key that is thrown away after it."""
    tree, stack = await work_tree(look), await stack_of(look)
    return await look.once(
        ("environments",),
        lambda: asyncio.to_thread(read_environments, tree, Seal(), stack.hosting, look.recorded),
    )


async def code_of(look: Look) -> CodeEnvironment:
    """Read all code once a run."""
    tree = await work_tree(look)
    return await look.once(("code environment",), lambda: asyncio.to_thread(read_code, tree))


@collector(per=product, none="the product has no repository")
async def collect_environments(look: Look, _: str) -> Environments:
    """Return every environment, `NotThere` where no file holds one."""
    found = await environments_of(look)
    if not found.environments:
        why = "no file of the repository holds an environment"
        raise NotThere(why)
    return found


@collector(per=product, none="the product has no repository")
async def collect_code_environment(look: Look, _: str) -> CodeEnvironment:
    """Return the variables that the code reads, and the addresses of developers' machines."""
    found = await code_of(look)
    if not found.files:
        why = "the repository has no code that reads variables"
        raise NotThere(why)
    return found


@collector(per=both, none="the product has no repository")
async def collect_production(look: Look, subject: str) -> Production:
    """Return production as far as it is seen; a failure where none of it is.

    Its hidden values are a failure of their own, so that they cannot pass for good ones.
    """
    found = await _production(look)
    if subject == SHOWN:
        return Production(SHOWN, found)
    hidden = sorted(names_in(found) - _shown(found))
    if not hidden:
        why = "every value of production is shown"
        raise NotThere(why)
    number = "a value is" if len(hidden) == 1 else f"{len(hidden)} values are"
    why = f"{number} not shown here: {listed(hidden)}"
    raise RepositoryError(why)


def _shown(environments: tuple[Environment, ...]) -> frozenset[str]:
    return frozenset(
        variable.name
        for one in environments
        for variable in one.variables
        if variable.state not in {State.UNKNOWN, State.REFERENCE}
    )


@collector(per=product, none="the product has no repository")
async def collect_whole_production(look: Look, _: str) -> WholeProduction:
    """Return production where all of it is seen, or all that the code needs."""
    code = await code_of(look)
    wanted = [use.name for use in code.needed() if not given_by_platform(use.name)]
    if not wanted:
        why = "the code counts on no environment variable"
        raise NotThere(why)
    found = await _production(look)
    environments = (await environments_of(look)).environments
    layered = beneath(found, environments, await stack_of(look))
    missing = sorted(set(wanted) - names_in(layered))
    if missing and not any(one.whole for one in found):
        sources = ", ".join(dict.fromkeys(one.source for one in found))
        why = f"{sources} shows only a part of production, without {listed(missing)}: {_RECORD}"
        raise RepositoryError(why)
    return WholeProduction(PRODUCT, layered)


@collector(per=product, none="the product has no repository")
async def collect_elsewhere(look: Look, _: str) -> Elsewhere:
    """Return the environments beside production that show values."""
    others = (Stage.STAGING, Stage.PREVIEW, Stage.DEVELOPMENT, Stage.TEST)
    found = tuple(one for one in (await environments_of(look)).at(*others) if _shown((one,)))
    if not found:
        if not (await stack_of(look)).is_service:
            raise NotThere(_NO_SERVICE)
        why = "no other environment shows its values (--recorded staging=FILE)"
        raise RepositoryError(why)
    return Elsewhere(PRODUCT, found)


@collector(per=product, none="the product has no repository")
async def collect_stage_pair(look: Look, _: str) -> StagePair:
    """Return production and staging where both come from like sources, or both are whole."""
    production = await _production(look)
    found = await environments_of(look)
    staging = found.at(Stage.STAGING) or found.at(Stage.PREVIEW)
    if not staging:
        why = "no staging environment was given (--recorded staging=FILE)"
        raise RepositoryError(why)
    pair = comparable(production, staging)
    if pair is None:
        why = "staging and production are known from unlike sources: record both in the same way"
        raise RepositoryError(why)
    return StagePair(PRODUCT, *pair)


async def _production(look: Look) -> tuple[Environment, ...]:
    found = (await environments_of(look)).at(Stage.PRODUCTION)
    if found:
        return found
    if not (await stack_of(look)).is_service:
        raise NotThere(_NO_SERVICE)
    why = f"no production environment was given: {_RECORD}"
    raise RepositoryError(why)
