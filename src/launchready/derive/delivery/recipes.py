"""Follow what a command starts: make targets, package scripts, shell scripts, hooks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from launchready.derive.delivery.tools import purposes_of
from launchready.derive.delivery.words import Command, commands
from launchready.derive.pattern import lazy
from launchready.facts.delivery import Purpose

DEEPEST = 6

_TARGET = lazy(r"^([A-Za-z0-9_.%/ -]+?)\s*::?(?!=)([^=#\n]*)(?:#.*)?$")
_ASSIGNMENT = lazy(r"^\s*(?:export\s+)?([A-Za-z_]\w*)\s*(?::|\?)?=\s*(.*)$")
_TASK_RUNNERS = {
    "make": "make",
    "gmake": "make",
    "just": "just",
    "task": "task",
    "npm": "npm",
    "pnpm": "npm",
    "yarn": "npm",
    "bun": "npm",
    "composer": "composer",
    "pdm": "pdm",
    "poe": "poe",
    "hatch": "hatch",
    "tox": "tox",
    "nox": "nox",
    "pre-commit": "pre-commit",
    "prek": "pre-commit",
    "lefthook": "lefthook",
}
_SHELLS = frozenset({"bash", "sh", "zsh", "dash", "source", "."})
_NPM_OWN = frozenset({"test", "start", "stop", "restart"})
_BY_TASK = {
    "lint": Purpose.LINT,
    "test": Purpose.TESTS,
    "typecheck": Purpose.TYPES,
    "type-check": Purpose.TYPES,
    "check-types": Purpose.TYPES,
}
"""What a task is for by its name alone, where its tool is not known."""
_STUB = lazy(r"^(?:echo\b|exit\b|true$|:$|$)")
_NOT_SCRIPTS = frozenset(
    {"install", "ci", "i", "add", "audit", "publish", "exec", "dlx", "version", "cache", "config"}
)


@dataclass(frozen=True, slots=True)
class Recipes:
    """What can be started by name: `("make", "test")` is the text it runs."""

    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    scripts: Mapping[str, str] = field(default_factory=dict)
    """Shell scripts by path below the root."""

    def purposes(self, command: Command) -> dict[Purpose, bool]:
        """Say what a command is for in the end; each with whether a failure stops it."""
        return self._purposes(command, frozenset())

    def _purposes(self, command: Command, seen: frozenset[tuple[str, str]]) -> dict[Purpose, bool]:
        found = dict.fromkeys(purposes_of(command.words), command.blocking)
        if len(seen) >= DEEPEST:
            return found
        for key, text in self._started(command):
            if key in seen:
                continue
            for inner in commands(text):
                for purpose, blocking in self._purposes(inner, seen | {key}).items():
                    stops = blocking and command.blocking
                    found[purpose] = found.get(purpose, False) or stops
            told = _BY_TASK.get(key[1].partition(":")[0])
            if told is not None and not _STUB.match(text.strip()):
                found.setdefault(told, command.blocking)
        return found

    def _started(self, command: Command) -> list[tuple[tuple[str, str], str]]:
        words = command.words
        name = words[0] if words else ""
        runner = _TASK_RUNNERS.get(name)
        if runner is not None:
            keys = [(runner, one) for one in _names(runner, words[1:])]
            keys = keys or [(runner, "")]
            return [(key, self.texts[key]) for key in keys if key in self.texts]
        script = (
            next((w for w in words[1:] if not w.startswith("-")), "") if name in _SHELLS else ""
        )
        for path in (script, name):
            found = self._script(path)
            if found is not None:
                return [found]
        return []

    def _script(self, path: str) -> tuple[tuple[str, str], str] | None:
        if not path:
            return None
        plain = path.removeprefix("./")
        if plain in self.scripts:
            return (("script", plain), self.scripts[plain])
        # A command has lost its folder; a script of that name that stands alone is meant.
        fits = [one for one in self.scripts if one.rpartition("/")[2] == plain]
        return (("script", fits[0]), self.scripts[fits[0]]) if len(fits) == 1 else None


def _names(runner: str, words: tuple[str, ...]) -> list[str]:
    """Return the names of the tasks that a task runner is asked for."""
    plain = [word for word in words if not word.startswith("-") and "=" not in word]
    if runner != "npm":
        return [word for word in plain if word not in {"run", "run-script"}]
    if plain[:1] and plain[0] in {"run", "run-script", "workspaces", "workspace"}:
        return plain[1:2] if plain[0].startswith("run") else plain[-1:]
    if plain[:1] and plain[0] in _NOT_SCRIPTS:
        return []
    # `npm t` and `yarn lint`: the word is the script.
    return ["test" if plain[0] in {"t", "tst"} else plain[0]] if plain else []


def make_recipes(text: str) -> dict[tuple[str, str], str]:
    """Read a makefile: every target with its recipe, prerequisites as calls of make."""
    variables: dict[str, str] = {}
    recipes: dict[tuple[str, str], str] = {}
    targets: list[str] = []
    first = ""
    for line in text.replace("\\\n", " ").splitlines()[:5_000]:
        if line.startswith("\t"):
            for target in targets:
                recipes["make", target] += "\n" + _expanded(line.strip(), variables)
            continue
        assigned = _ASSIGNMENT.match(line)
        if assigned:
            variables[assigned.group(1)] = assigned.group(2).strip()
            continue
        rule = _TARGET.match(line)
        if rule is None:
            targets = targets if not line.strip() or line.startswith("#") else []
            continue
        targets = rule.group(1).split()
        before, _, inline = rule.group(2).partition(";")
        needs = "\n".join(f"make {one}" for one in before.split("|")[0].split())
        targets = [one for one in targets if not one.startswith(".")]
        for target in targets:
            recipes["make", target] = "\n".join((recipes.get(("make", target), ""), needs, inline))
            first = first or target
    if first:
        recipes["make", ""] = recipes["make", first]
    return recipes


def _expanded(line: str, variables: Mapping[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        return variables.get(found.group(1) or found.group(2), found.group())

    for _ in range(3):
        line = re.sub(r"\$\((\w+)\)|\$\{(\w+)\}", value, line)[:4_000]
    return line


def just_recipes(text: str) -> dict[tuple[str, str], str]:
    """Read a justfile: every recipe with its lines, dependencies as calls of just."""
    recipes: dict[tuple[str, str], str] = {}
    name = ""
    for line in text.splitlines()[:5_000]:
        head = re.match(r"^@?([A-Za-z_][\w-]*)[^:=\n]*:(?!=)(.*)$", line)
        if head:
            name = head.group(1)
            recipes["just", name] = "\n".join(f"just {one}" for one in head.group(2).split())
            recipes.setdefault(("just", ""), recipes["just", name])
        elif name and line[:1] in {" ", "\t"}:
            recipes["just", name] += "\n" + line.strip()
    return recipes
