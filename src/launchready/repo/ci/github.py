"""GitHub Actions, and Gitea and Forgejo, which speak the same language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from launchready.derive.delivery.tools import is_official, purposes_of_action
from launchready.facts.delivery import ActionUse, Pipeline, Step
from launchready.facts.stack import Trace
from launchready.repo.ci.started import Started
from launchready.repo.tree import Tree
from launchready.repo.yaml import Node, YamlError, load

SYSTEMS = (
    (".github/workflows/", "GitHub Actions"),
    (".gitea/workflows/", "Gitea Actions"),
    (".forgejo/workflows/", "Forgejo Actions"),
)
_BEFORE_MERGE = frozenset({"pull_request", "pull_request_target", "merge_group"})
_STARTED_BY_HAND = frozenset({"workflow_dispatch", "workflow_call", "repository_dispatch"})
_EVERY_BRANCH = frozenset({"*", "**"})


@dataclass(slots=True)
class _Read:
    """One workflow as it is read."""

    tree: Tree
    started: Started
    steps: list[Step] = field(default_factory=list)
    actions: list[ActionUse] = field(default_factory=list)
    elsewhere: list[Trace] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


def read(tree: Tree, started: Started) -> Iterator[Pipeline]:
    """Read every workflow. Raises `YamlError` that names the file."""
    for folder, system in SYSTEMS:
        for path in tree.files:
            if path.startswith(folder) and path.endswith((".yml", ".yaml")):
                yield _pipeline(path, system, _load(tree, path), _Read(tree, started))


def _load(tree: Tree, path: str) -> Node:
    try:
        return load(tree.text(path) or "")
    except YamlError as error:
        message = f"{path} cannot be read: {error}"
        raise YamlError(message) from None


def _pipeline(path: str, system: str, workflow: Node, seen: _Read) -> Pipeline:
    events = set(workflow.get("on").words())
    _jobs(path, workflow, seen)
    return Pipeline(
        Trace(path),
        system,
        _before_merge(workflow.get("on")),
        bool(events - _STARTED_BY_HAND),
        tuple(seen.steps),
        tuple(seen.actions),
        tuple(seen.elsewhere),
    )


def _before_merge(on: Node) -> bool:
    """Whether a change meets the workflow before it is merged: as a request, or on any branch."""
    if _BEFORE_MERGE & set(on.words()):
        return True
    if "push" not in on.words():
        return False
    push = on.get("push")
    if "tags" in push.mapping and "branches" not in push.mapping:
        return False
    branches = push.get("branches")
    return not branches or bool(_EVERY_BRANCH & set(branches.words()))


def _jobs(path: str, workflow: Node, seen: _Read) -> None:
    for job in workflow.get("jobs").mapping.values():
        forgiving = job.get("continue-on-error").text == "true"
        used = job.get("uses")
        if used:
            _reusable(path, used, seen)
        for step in job.get("steps").each():
            _step(path, step, seen, forgiving=forgiving)


def _step(path: str, step: Node, seen: _Read, *, forgiving: bool) -> None:
    forgiving = forgiving or step.get("continue-on-error").text == "true"
    run = step.get("run")
    if run:
        seen.steps += seen.started.steps(path, run, blocking=not forgiving)
    used = step.get("uses")
    if not used:
        return
    name = used.text or ""
    if name.startswith("./"):
        _composite(name.removeprefix("./").rstrip("/"), seen, forgiving=forgiving)
    elif name.startswith("docker://"):
        seen.steps += seen.started.of_text(
            path, name.removeprefix("docker://"), used.line, blocking=not forgiving
        )
    else:
        _action(path, used, seen, forgiving=forgiving)


def _action(path: str, used: Node, seen: _Read, *, forgiving: bool = False) -> None:
    name, _, ref = (used.text or "").partition("@")
    trace = Trace(path, used.line, f"uses: {used.text}"[:200])
    seen.actions.append(ActionUse(trace, name, ref.strip(), is_official(name)))
    purposes = purposes_of_action(name)
    if "pre-commit/action" in name.lower():
        [*hooks] = seen.started.of_text(path, "pre-commit run", used.line)
        seen.steps += hooks
    if purposes:
        seen.steps.append(Step(trace, purposes, blocking=not forgiving))


def _reusable(path: str, used: Node, seen: _Read) -> None:
    name = used.text or ""
    if not name.startswith("./"):
        _action(path, used, seen)
        seen.elsewhere.append(Trace(path, used.line, f"uses: {name}"[:200]))
        return
    inner = name.removeprefix("./")
    if inner in seen.tree and inner not in seen.seen:
        seen.seen.add(inner)
        _jobs(inner, _load(seen.tree, inner), seen)


def _composite(folder: str, seen: _Read, *, forgiving: bool) -> None:
    if folder in seen.seen:
        return
    seen.seen.add(folder)
    for path in (f"{folder}/action.yml", f"{folder}/action.yaml"):
        if path in seen.tree:
            for step in _load(seen.tree, path).get("runs", "steps").each():
                _step(path, step, seen, forgiving=forgiving)
