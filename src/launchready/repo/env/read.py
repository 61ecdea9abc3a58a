"""Read every environment of a work tree, and what was recorded of platforms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from launchready.facts.base import PRODUCT
from launchready.facts.env import Environment, Environments, Stage
from launchready.repo.env.actions import read_actions
from launchready.repo.env.compose import read_compose
from launchready.repo.env.dotenv import read_dotenv
from launchready.repo.env.kamal import read_kamal
from launchready.repo.env.kubernetes import read_kubernetes
from launchready.repo.env.platforms import (
    read_fly,
    read_heroku,
    read_netlify,
    read_render,
    read_vercel,
)
from launchready.repo.env.recorded import read_recorded
from launchready.repo.env.seal import Seal
from launchready.repo.env.source import Source
from launchready.repo.tree import Tree

READERS = (
    read_dotenv,
    read_compose,
    read_kubernetes,
    read_kamal,
    read_render,
    read_fly,
    read_netlify,
    read_vercel,
    read_heroku,
    read_actions,
)

_DASHBOARDS = frozenset(
    {
        *("Vercel", "Netlify", "Fly", "Render", "Railway", "Heroku", "Cloudflare", "Firebase"),
        *("Google Cloud", "AWS", "Azure", "DigitalOcean App Platform"),
    }
)
"""Platforms that keep variables themselves: a file in the repository shows only some of them."""


def read_environments(
    tree: Tree, seal: Seal, hosting: str = "", recorded: Iterable[tuple[str, Path]] = ()
) -> Environments:
    """Read all environments. Raises `RepositoryError` for a recorded file that cannot be read."""
    source = Source(tree, seal)
    found = [_seen(one, hosting) for read in READERS for one in read(source)]
    told = [one for name, path in recorded for one in read_recorded(name, path, seal)]
    return Environments(PRODUCT, (*told, *found), tree.unread)


def read_file(path: Path, seal: Seal) -> tuple[Environment, ...]:
    """Read one file that a user named, in whatever format. Raises `RepositoryError`."""
    place = path.resolve()
    # With its folder, since some formats are known by it: `config/deploy.yml`.
    inside = f"{place.parent.name}/{place.name}" if place.parent.name else place.name
    root = place.parent.parent if place.parent.name else place.parent
    source = Source(Tree(root, files=(inside,)), seal)
    found = [
        replace(one, source=str(path), whole=True)
        for read in READERS
        if read is not read_actions
        for one in read(source)
        if one.variables
    ]
    return tuple(found) or read_recorded(path.name, path, seal)


def _seen(environment: Environment, hosting: str) -> Environment:
    """A settings file beside a platform that keeps variables itself is only a part."""
    partial = environment.platform == "dotenv" and environment.stage is not Stage.EXAMPLE
    if partial and hosting in _DASHBOARDS:
        return replace(environment, whole=False)
    return environment
