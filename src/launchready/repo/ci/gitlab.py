"""GitLab CI, with what it includes from the same repository."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from launchready.derive.delivery.tools import purposes_of_template
from launchready.derive.pattern import lazy
from launchready.facts.delivery import Pipeline, Step
from launchready.facts.stack import Trace
from launchready.repo.ci.started import Started
from launchready.repo.tree import Tree
from launchready.repo.yaml import NOTHING, Node, YamlError, load

FILE = ".gitlab-ci.yml"
DEEPEST = 10
_KEYWORDS = frozenset(
    {"default", "include", "stages", "variables", "workflow", "image", "services", "cache"}
    | {"before_script", "after_script", "spec", "pages:deploy"}
)
_ONLY_MAIN = lazy(
    r"CI_DEFAULT_BRANCH|CI_COMMIT_TAG|CI_COMMIT_(?:BRANCH|REF_NAME)\s*==\s*[\"'](?:main|master|"
    r"production|release)|CI_PIPELINE_SOURCE\s*==\s*[\"'](?:schedule|web|api|trigger)"
)
_MAIN = frozenset({"main", "master", "production", "tags", "schedules", "web", "release", "api"})


@dataclass(slots=True)
class _Read:
    """The whole definition as it is read."""

    tree: Tree
    started: Started
    jobs: dict[str, tuple[str, Node]] = field(default_factory=dict)
    """Name to the file it stands in, and its definition."""
    workflow: Node = NOTHING
    default: Node = NOTHING
    steps: list[Step] = field(default_factory=list)
    elsewhere: list[Trace] = field(default_factory=list)
    files: set[str] = field(default_factory=set)


def read(tree: Tree, started: Started) -> Iterator[Pipeline]:
    """Read the definition. Raises `YamlError` that names the file."""
    if FILE not in tree:
        return
    seen = _Read(tree, started)
    _file(FILE, seen)
    before: list[bool] = []
    for name, (path, job) in seen.jobs.items():
        if not name.startswith("."):
            steps = tuple(_steps(path, job, seen))
            seen.steps += steps
            before.append(_before_merge(job, seen))
    yield Pipeline(
        Trace(FILE),
        "GitLab CI",
        _workflow_allows(seen.workflow) and (any(before) or not before),
        steps=tuple(seen.steps),
        elsewhere=tuple(seen.elsewhere),
    )


def _file(path: str, seen: _Read) -> None:
    if path in seen.files or path not in seen.tree:
        return
    seen.files.add(path)
    try:
        config = load(seen.tree.text(path) or "")
    except YamlError as error:
        message = f"{path} cannot be read: {error}"
        raise YamlError(message) from None
    for one in config.get("include").each():
        _include(path, one, seen)
    seen.workflow = config.get("workflow") or seen.workflow
    seen.default = config.get("default") or seen.default
    for name, job in config.mapping.items():
        if name not in _KEYWORDS and job.pairs is not None:
            seen.jobs[name] = (path, job)


def _include(path: str, one: Node, seen: _Read) -> None:
    local = one.get("local").text or (one.text or "")
    template = one.get("template").text or one.get("component").text or ""
    if local and "://" not in local:
        for found in seen.tree.named(local.lstrip("/").replace("**/", "*")):
            _file(found, seen)
        return
    trace = Trace(path, one.line, f"include: {template or 'another repository'}"[:200])
    purposes = purposes_of_template(template)
    if purposes:
        seen.steps.append(Step(trace, purposes))
    elif template:
        return
    else:
        seen.elsewhere.append(trace)


def _inherited(job: Node, key: str, seen: _Read, depth: int = 0) -> Node:
    """Return a key of a job or of the nearest job that it extends."""
    own = job.get(key)
    if own or depth >= DEEPEST:
        return own
    for name in reversed(job.get("extends").words()):
        _, parent = seen.jobs.get(name, ("", NOTHING))
        found = _inherited(parent, key, seen, depth + 1)
        if found:
            return found
    return NOTHING


def _steps(path: str, job: Node, seen: _Read) -> Iterator[Step]:
    blocking = _inherited(job, "allow_failure", seen).text != "true"
    manual = _inherited(job, "when", seen).text == "manual"
    for key in ("before_script", "script"):
        node = _inherited(job, key, seen) or (
            seen.default.get(key) if key == "before_script" else NOTHING
        )
        for scalar in node.scalars():
            yield from seen.started.steps(path, scalar, blocking=blocking and not manual)


def _workflow_allows(workflow: Node) -> bool:
    rules = [one.get("if").text or "" for one in workflow.get("rules").each()]
    if not rules:
        return True
    if any("merge_request" in rule for rule in rules):
        return True
    return any(not _ONLY_MAIN.search(rule) for rule in rules)


def _before_merge(job: Node, seen: _Read) -> bool:
    rules = _inherited(job, "rules", seen)
    if rules:
        texts = [rule.get("if").text or "" for rule in rules.each()]
        asks = any("merge_request" in text for text in texts)
        return asks or any(not _ONLY_MAIN.search(text) for text in texts)
    only = _inherited(job, "only", seen)
    names = set((only.get("refs") or only).words()) if only else set()
    return not names or not names <= _MAIN
