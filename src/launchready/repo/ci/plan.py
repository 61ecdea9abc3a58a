"""Plan a pipeline from what the repository has: its own tools, its own commands."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from launchready.derive.delivery.words import commands
from launchready.facts.delivery import Purpose
from launchready.repo.ci.started import Started, read_started
from launchready.repo.tree import Tree

GATES = (Purpose.LINT, Purpose.TYPES, Purpose.TESTS, Purpose.BUILD, Purpose.BUDGET)
_TASKS = {
    Purpose.LINT: ("lint", "check", "format:check"),
    Purpose.TYPES: ("typecheck", "type-check", "types", "check-types"),
    Purpose.TESTS: ("test", "tests"),
    Purpose.BUILD: ("build",),
    Purpose.BUDGET: ("size", "budget", "lighthouse", "bench:check"),
}
_TYPICAL = {
    "node": {
        Purpose.LINT: "npx eslint .",
        Purpose.TYPES: "npx tsc --noEmit",
        Purpose.TESTS: "npm test",
        Purpose.BUDGET: "npx size-limit",
    },
    "python": {
        Purpose.LINT: "ruff check .",
        Purpose.TYPES: "mypy .",
        Purpose.TESTS: "pytest",
        Purpose.BUDGET: "pytest --benchmark-compare-fail=mean:20%",
    },
    "ruby": {
        Purpose.LINT: "bundle exec rubocop",
        Purpose.TYPES: "",
        Purpose.TESTS: "bundle exec rake test",
        Purpose.BUDGET: "k6 run load/budget.js",
    },
}
_INSTALLS = (
    ("pnpm-lock.yaml", "node", "corepack enable && pnpm install --frozen-lockfile", "pnpm audit"),
    ("yarn.lock", "node", "corepack enable && yarn install --frozen-lockfile", "yarn npm audit"),
    ("bun.lock", "node", "npx bun install --frozen-lockfile", "npx bun audit"),
    ("package-lock.json", "node", "npm ci", "npm audit --audit-level=high"),
    ("package.json", "node", "npm install", "npm audit --audit-level=high"),
    ("uv.lock", "python", "pipx install uv && uv sync --locked", "pipx run pip-audit"),
    ("poetry.lock", "python", "pipx install poetry && poetry install", "pipx run pip-audit"),
    (
        "requirements.txt",
        "python",
        "pip install -r requirements.txt",
        "pipx run pip-audit -r requirements.txt",
    ),
    ("pyproject.toml", "python", "pip install -e .", "pipx run pip-audit"),
    ("Gemfile", "ruby", "bundle install", "gem install bundler-audit && bundle-audit check -u"),
)


@dataclass(frozen=True, slots=True)
class Planned:
    """One step, or what is to be decided before there can be one."""

    name: str
    run: str
    decided: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of a pipeline."""

    language: str
    version: str
    steps: tuple[Planned, ...]
    address: str = ""
    """The live product's, where the manifest names it."""

    @property
    def missing(self) -> tuple[str, ...]:
        """What the repository has no tool for yet."""
        return tuple(
            f"{one.name}: for example `{one.run}`" for one in self.steps if not one.decided
        )


def plan(tree: Tree) -> Plan:
    """Choose a step for each purpose: the project's own, or a typical one marked as to do."""
    found = next((row for row in _INSTALLS if row[0] in tree), ("", "", "", ""))
    _, language, install, audit = found
    started = read_started(tree)
    steps = [Planned("install", install)] if install else []
    served: set[Purpose] = set()
    for purpose in GATES:
        # One command that lints, checks types and tests is one step.
        one = None if purpose in served else _gate(purpose, language, started)
        if one is not None:
            steps.append(one)
            for command in commands(one.run) if one.decided else ():
                served |= started.recipes.purposes(command).keys()
    if audit:
        steps.append(Planned(Purpose.DEPENDENCIES.value, audit))
    return Plan(language, _version(tree, language), tuple(steps))


def _gate(purpose: Purpose, language: str, started: Started) -> Planned | None:
    known = started.recipes.texts
    for runner, call in (("npm", "npm run"), ("make", "make"), ("just", "just")):
        for name in _TASKS[purpose]:
            if (runner, name) in known:
                return Planned(purpose.value, f"{call} {name}")
    for (runner, name), text in sorted(known.items()):
        serves = any(purpose in started.recipes.purposes(one) for one in commands(text))
        if runner in {"npm", "make"} and name and serves:
            return Planned(purpose.value, f"{'npm run' if runner == 'npm' else 'make'} {name}")
    typical = _TYPICAL.get(language, {}).get(purpose, "")
    return Planned(purpose.value, typical, decided=False) if typical else None


def _version(tree: Tree, language: str) -> str:
    if language == "node":
        asked: Any = {}
        try:
            asked = json.loads(tree.text("package.json") or "{}")
        except (ValueError, RecursionError):
            return "22"
        engines = asked.get("engines") if isinstance(asked, dict) else None
        node = str(engines.get("node", "")) if isinstance(engines, dict) else ""
        digits = "".join(one if one.isdigit() else " " for one in node).split()
        return digits[0] if digits else "22"
    return {"python": "3.12", "ruby": "3.3"}.get(language, "")


def github_pipeline(made: Plan) -> str:
    """Write a GitHub workflow. Only GitHub's own actions, by their major versions."""
    setup = {
        "node": ("actions/setup-node@v4", "node-version"),
        "python": ("actions/setup-python@v5", "python-version"),
    }.get(made.language)
    lines = [
        "# Made by `launchready ci init`. Every step is the project's own command or a plain tool;",
        "# the only actions are GitHub's own. Dependabot can pin those to commits as well",
        "# (package-ecosystem: github-actions).",
        "name: launchready",
        "on:",
        "  pull_request:",
        "  push:",
        "    branches: [main]",
        "permissions:",
        "  contents: read",
        "jobs:",
        "  check:",
        "    runs-on: ubuntu-latest",
        "    timeout-minutes: 30",
        "    steps:",
        "      - uses: actions/checkout@v4",
        "        with:",
        "          fetch-depth: 0  # the secret gate reads the whole history",
        "          persist-credentials: false",
    ]
    if setup:
        lines += [
            f"      - uses: {setup[0]}",
            "        with:",
            f'          {setup[1]}: "{made.version}"',
        ]
    lines += _github_steps(made.steps)
    lines += [
        "      - name: repository (secrets, environments, migrations, delivery)",
        "        run: |",
        "          pipx install launchready",
        "          launchready repo . --annotations - --sarif launchready.sarif",
        "",
        "  # After a deploy: judge the live product and this repository together.",
        "  live:",
        "    if: github.event_name == 'push' && vars.LIVE_URL != ''",
        "    needs: check",
        "    runs-on: ubuntu-latest",
        "    timeout-minutes: 15",
        "    steps:",
        "      - uses: actions/checkout@v4",
        "        with:",
        "          fetch-depth: 0",
        "          persist-credentials: false",
        "      - name: live product",
        "        env:",
        "          LIVE_URL: ${{ vars.LIVE_URL }}",
        "        run: |",
        "          pipx install launchready",
        '          launchready audit "$LIVE_URL" --repo . --annotations -',
    ]
    return "\n".join((*lines, ""))


def _github_steps(steps: Iterable[Planned]) -> list[str]:
    lines: list[str] = []
    for one in steps:
        mark = "      " if one.decided else "      # to do: "
        lines.append(f"{mark}- name: {one.name}")
        lines.append(f"{'      ' if one.decided else '      #        '}  run: {one.run}")
    return lines


def gitlab_pipeline(made: Plan) -> str:
    """Write a GitLab pipeline: one job, and one for the live product."""
    image = {"node": f"node:{made.version}", "ruby": f"ruby:{made.version}"}.get(
        made.language, f"python:{made.version or '3.12'}"
    )
    lines = [
        "# Made by `launchready ci init`. Every step is the project's own command or a plain tool.",
        "workflow:",
        "  rules:",
        '    - if: $CI_PIPELINE_SOURCE == "merge_request_event"',
        "    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
        "",
        "check:",
        f"  image: {image}",
        "  script:",
    ]
    lines += [
        f"    - {one.run}" if one.decided else f"    # to do: {one.name}: {one.run}"
        for one in made.steps
    ]
    lines += [
        "",
        "repository:",
        "  image: python:3.12",
        "  variables:",
        '    GIT_DEPTH: "0"  # the secret gate reads the whole history',
        "  script:",
        "    - pip install launchready",
        "    - launchready repo . --junit launchready.xml",
        "  artifacts:",
        "    when: always",
        "    reports:",
        "      junit: launchready.xml",
        "",
        "# After a deploy: judge the live product and this repository together.",
        "live:",
        "  image: python:3.12",
        "  needs: [check, repository]",
        "  variables:",
        '    GIT_DEPTH: "0"',
        "  rules:",
        "    - if: $LIVE_URL && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
        "  script:",
        "    - pip install launchready",
        '    - launchready audit "$LIVE_URL" --repo .',
    ]
    return "\n".join((*lines, ""))
