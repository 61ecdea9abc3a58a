from __future__ import annotations

import pytest

from launchready.derive.delivery.installing import ignores_lock

ALL = frozenset({"npm", "Yarn", "pnpm", "Bun", "uv", "Pipenv", "Composer", "Bundler", "Poetry"})


@pytest.mark.parametrize(
    "command",
    [
        *("npm install", "npm i --omit=dev", "yarn", "yarn install --production", "uv sync"),
        *("bun install", "pipenv install", "composer update", "pnpm install --no-frozen-lockfile"),
    ],
)
def test_commands_that_go_past_the_lock_file(command: str) -> None:
    assert ignores_lock(tuple(command.split()), ALL, classic_yarn=True)


@pytest.mark.parametrize(
    "command",
    [
        *("npm ci", "npm install -g vercel", "npm install sharp", "yarn install --frozen-lockfile"),
        *("yarn --version", "yarn build", "pnpm install", "bun install --frozen-lockfile"),
        *("uv sync --locked", "pipenv install --deploy", "composer install", "bundle install"),
    ],
)
def test_commands_that_hold_to_it(command: str) -> None:
    assert not ignores_lock(tuple(command.split()), ALL, classic_yarn=True)


def test_without_a_lock_file_there_is_nothing_to_hold_to() -> None:
    assert not ignores_lock(("npm", "install"), frozenset())


def test_later_yarns_hold_to_it_by_themselves() -> None:
    assert not ignores_lock(("yarn", "install"), ALL, classic_yarn=False)
