"""What commands start by name in this repository: targets, package scripts, hooks, scripts."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from configparser import ConfigParser
from configparser import Error as ConfigError
from dataclasses import dataclass, field
from typing import Any

from launchready.derive.delivery.recipes import Recipes, just_recipes, make_recipes
from launchready.derive.delivery.words import commands
from launchready.derive.mask import mask_line
from launchready.facts.delivery import Step
from launchready.facts.stack import Trace
from launchready.repo.tree import Tree
from launchready.repo.yaml import Node, YamlError, load

MOST_SCRIPTS = 300
Texts = dict[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Started:
    """The recipes of a repository, applied to the text of a step."""

    recipes: Recipes = field(default_factory=Recipes)

    def steps(self, path: str, node: Node, *, blocking: bool = True) -> Iterator[Step]:
        """Read the commands of a scalar that a pipeline runs."""
        begins = node.line + 1 if node.block else node.line
        yield from self.of_text(path, node.text or "", begins, blocking=blocking)

    def of_text(
        self, path: str, text: str, line: int = 1, *, blocking: bool = True
    ) -> Iterator[Step]:
        """Read the commands of shell text that begins on a line."""
        for command in commands(text):
            found = self.recipes.purposes(command)
            trace = Trace(path, line + command.offset, mask_line(command.text))
            firm = tuple(purpose for purpose, stops in found.items() if stops)
            loose = tuple(purpose for purpose, stops in found.items() if not stops)
            if firm or not loose:
                yield Step(trace, firm, blocking=blocking)
            if loose:
                yield Step(trace, loose, blocking=False)


def read_started(tree: Tree) -> Started:
    """Read everything that a command may start by name."""
    texts: Texts = {}
    for path in tree.named("Makefile", "makefile", "GNUmakefile"):
        _add(texts, make_recipes(tree.text(path) or ""))
    for path in tree.named("justfile", "Justfile", ".justfile"):
        _add(texts, just_recipes(tree.text(path) or ""))
    for path in tree.named("package.json"):
        _add(texts, _json_scripts(tree.text(path) or "", "npm"))
    for path in tree.named("composer.json"):
        _add(texts, _json_scripts(tree.text(path) or "", "composer"))
    for path in tree.named("pyproject.toml"):
        _add(texts, _pyproject(tree.text(path) or ""))
    for path in tree.named("tox.ini"):
        _add(texts, _tox(tree.text(path) or ""))
    for path in tree.named("noxfile.py"):
        texts["nox", ""] = _nox(tree.text(path) or "")
    for path in tree.named(".pre-commit-config.yaml", ".pre-commit-config.yml"):
        texts["pre-commit", "run"] = texts["pre-commit", ""] = _hooks(tree.text(path) or "")
    for path in tree.named("Taskfile.yml", "Taskfile.yaml", "taskfile.yml", "lefthook.yml"):
        _add(texts, _tasks(path, tree.text(path) or ""))
    return Started(Recipes(texts, _scripts(tree)))


def _add(texts: Texts, found: Texts) -> None:
    """Keep what upper folders say: a script of that name further down is another project's."""
    for (runner, name), text in found.items():
        known = texts.get((runner, name))
        texts[runner, name] = text if known is None else f"{known}\n{text}"


def _json_scripts(text: str, runner: str) -> Texts:
    try:
        scripts = json.loads(text).get("scripts", {})
    except (ValueError, AttributeError, RecursionError):
        return {}
    if not isinstance(scripts, dict):
        return {}
    return {
        (runner, name): "\n".join(str(one) for one in value) if isinstance(value, list) else value
        for name, value in scripts.items()
        if isinstance(value, str | list)
    }


def _pyproject(text: str) -> Texts:
    try:
        tools: Any = tomllib.loads(text).get("tool", {})
    except (tomllib.TOMLDecodeError, AttributeError, RecursionError):
        return {}
    found: Texts = {}
    for runner, path in (
        ("poe", ("poe", "tasks")),
        ("pdm", ("pdm", "scripts")),
        ("hatch", ("hatch", "envs", "default", "scripts")),
        ("tox", ("tox", "env_run_base")),
    ):
        table = tools
        for key in path:
            table = table.get(key, {}) if isinstance(table, dict) else {}
        for name, value in table.items() if isinstance(table, dict) else ():
            found[runner, "" if runner == "tox" else name] = _told(value)
    return found


def _told(value: object) -> str:
    """Return the commands in a task, however it is written."""
    match value:
        case str():
            return value
        case list():
            flat = all(isinstance(one, str) and " " not in one for one in value)
            return (" " if flat else "\n").join(_told(one) for one in value)
        case dict():
            keys = ("cmd", "shell", "composite", "sequence", "commands", "script")
            return "\n".join(_told(value[key]) for key in keys if key in value)
        case _:
            return ""


def _tox(text: str) -> Texts:
    parser = ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except (ConfigError, UnicodeError):
        return {}
    found: Texts = {}
    for section in parser.sections():
        if section.startswith("testenv"):
            text = parser.get(section, "commands", fallback="")
            found["tox", section.partition(":")[2]] = text
            found["tox", "-e"] = found.get(("tox", "-e"), "") + "\n" + text
    return found | ({("tox", ""): found["tox", "-e"]} if found else {})


def _nox(text: str) -> str:
    """Return `session.run("pytest", "-q")` as `pytest -q`."""
    lines = []
    for line in text.splitlines():
        inside = line.strip().removeprefix("session.run(")
        if inside != line.strip():
            lines.append(" ".join(inside.rstrip(") ").replace('"', "").replace(",", " ").split()))
    return "\n".join(lines)


def _hooks(text: str) -> str:
    try:
        config = load(text)
    except YamlError:
        return ""
    hooks = [one for repo in config.get("repos").each() for one in repo.get("hooks").each()]
    return "\n".join(
        f"{(one.get('entry') or one.get('id')).text or ''}\n{one.get('id').text or ''}"
        for one in hooks
    )


def _tasks(path: str, text: str) -> Texts:
    try:
        config = load(text)
    except YamlError:
        return {}
    if path.endswith("lefthook.yml"):
        runs = [one.text or "" for one in _runs(config)]
        return {("lefthook", "run"): "\n".join(runs)}
    return {
        ("task", name): "\n".join(
            [f"task {one}" for one in task.get("deps").words()]
            + [one.text or "" for one in (task.get("cmds") or task.get("cmd") or task).scalars()]
        )
        for name, task in config.get("tasks").mapping.items()
    }


def _runs(config: Node) -> Iterator[Node]:
    for hook in config.mapping.values():
        for job in (*hook.get("commands").mapping.values(), *hook.get("jobs").each()):
            yield job.get("run")


def _scripts(tree: Tree) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for path in tree.named("*.sh", "bin/*", "script/*", "scripts/*", ".ci/*", "ci/*", "tools/*"):
        if len(found) >= MOST_SCRIPTS:
            break
        name = path.rpartition("/")[2]
        if "." in name and not name.endswith((".sh", ".bash")):
            continue
        text = tree.text(path) or ""
        if name.endswith((".sh", ".bash")) or (text.startswith("#!") and "sh" in text[:40]):
            found[path] = text
    return found
