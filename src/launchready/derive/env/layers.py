"""Files that frameworks load beneath the one of the stage."""

from __future__ import annotations

from collections.abc import Iterable

from launchready.facts.env import Environment
from launchready.facts.stack import Stack

_LAYERED = frozenset(
    {
        *("Next.js", "Vite", "Remix", "SvelteKit", "Nuxt", "Astro", "Create React App"),
        *("Gatsby", "Expo", "Symfony"),
    }
)
"""Frameworks that load `.env` in every mode, and the mode's own file over it."""


def beneath(
    production: Iterable[Environment], all_of_them: Iterable[Environment], stack: Stack
) -> tuple[Environment, ...]:
    """Return production with the `.env` files that the framework loads beneath its own."""
    own = tuple(production)
    if not any(stack.has(name) for name in _LAYERED):
        return own
    folders = {_folder(one) for one in own if one.platform == "dotenv"}
    under = tuple(
        one
        for one in all_of_them
        if one.name == ".env" and one not in own and _folder(one) in folders
    )
    return (*own, *under)


def _folder(environment: Environment) -> str:
    return environment.source.rpartition("/")[0]
