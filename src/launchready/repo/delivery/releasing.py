"""How a release comes about, and what is written about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from launchready.derive.delivery import places
from launchready.derive.delivery.documents import (
    Section,
    by_hand,
    sections,
    tells_release,
    tells_rollback,
)
from launchready.derive.env.aside import is_aside
from launchready.derive.pattern import lazy
from launchready.facts.delivery import Pipelines, Purpose, Releasing
from launchready.facts.stack import Trace
from launchready.repo.ci.started import Started
from launchready.repo.git.command import text as git_text
from launchready.repo.open import Repository
from launchready.repo.tree import Tree
from launchready.repo.trouble import RepositoryError

MOST_DOCUMENTS = 200
_ABOUT = lazy(r"(?:deploy|release|releasing|runbook|operations|ops|production)", re.IGNORECASE)
_VERSION = lazy(r"^v?\d+\.\d+(?:\.\d+)?(?:[-+.]\w+)*$")
_EXCLUDED_DOCUMENTS = lazy(
    r"(?:^|/)(?:adr|decisions|rfcs?|issue_template|blog|posts)/", re.IGNORECASE
)


def read_releasing(tree: Tree, started: Started, pipelines: Pipelines) -> Releasing:
    """Read everything about releases but the tags."""
    steps = [step for one in pipelines.pipelines for step in one.steps]
    deploy = tuple(
        dict.fromkeys(
            (
                *(Trace(path) for path in _own(tree, places.DEPLOY_FILES)),
                *_tasks(tree, started, places.TASKS_DEPLOY),
                *(Trace(path) for path in tree.named(*places.DEPLOY_SCRIPTS)),
                *(step.trace for step in steps if Purpose.DEPLOY in step.purposes),
            )
        )
    )
    build = (
        *(Trace(path) for path in _own(tree, places.BUILD_FILES)),
        *_tasks(tree, started, places.TASKS_BUILD),
        *(step.trace for step in steps if Purpose.BUILD in step.purposes),
    )
    documents = tuple(_documents(tree))
    parts = [part for path in documents for part in sections(path, tree.text(path) or "")]
    return Releasing(
        build=tuple(dict.fromkeys(build)),
        deploy=deploy,
        documented=tuple(_found(map(tells_release, parts))),
        rollback=(
            *_found(map(tells_rollback, parts)),
            *_tasks(tree, started, places.TASKS_BACK),
            *_rollback_pipelines(pipelines),
        ),
        by_hand=tuple(_by_hand(parts)),
        notes=tuple(_notes(tree)),
        documents=documents,
    )


def version_tags(repository: Repository) -> tuple[str, ...]:
    """Return the newest version tags, at most five; none where git cannot say."""
    try:
        listed = git_text(
            repository.root, "for-each-ref", "--sort=-creatordate", "--count=200",
            "--format=%(refname:strip=2)", "refs/tags",
        )  # fmt: skip
    except RepositoryError:
        return ()
    return tuple(one for one in listed.splitlines() if _VERSION.match(one))[:5]


def _own(tree: Tree, patterns: Iterable[str]) -> Iterator[str]:
    return (path for path in tree.named(*patterns) if not is_aside(path))


def _tasks(tree: Tree, started: Started, names: frozenset[str]) -> Iterator[Trace]:
    """Return the targets and scripts of these names, with the line that defines each."""
    known = {name for _, name in started.recipes.texts if name in names}
    files = ("Makefile", "makefile", "justfile", "package.json", "composer.json", "pyproject.toml")
    for path in tree.named(*files, "Taskfile.yml") if known else ():
        for number, line in enumerate((tree.text(path) or "").splitlines(), 1):
            name = re.match(r"""\s*["']?([\w:-]+)["']?\s*(?:\([^)]*\))?\s*[:=]""", line)
            if name and name.group(1) in known:
                yield Trace(path, number, line.strip()[:200])


def _documents(tree: Tree) -> Iterator[str]:
    found = (path for path in tree.named(*places.DOCUMENTS) if not _skipped(path))
    for count, path in enumerate(found):
        if count >= MOST_DOCUMENTS:
            tree.note("the documents", f"only the first {MOST_DOCUMENTS} were read")
            return
        yield path


def _skipped(path: str) -> bool:
    name = path.rpartition("/")[2].upper()
    tested = any(part in {"test", "tests", "fixtures", "examples"} for part in path.split("/"))
    return tested or name.startswith(places.NOT_DOCUMENTS) or bool(_EXCLUDED_DOCUMENTS.search(path))


def _found(traces: Iterable[Trace | None]) -> Iterator[Trace]:
    return (trace for trace in traces if trace is not None)


def _by_hand(parts: Iterable[Section]) -> Iterator[Trace]:
    for part in parts:
        about = bool(_ABOUT.search(part.path.rpartition("/")[2]))
        yield from by_hand(part, about)


def _rollback_pipelines(pipelines: Pipelines) -> Iterator[Trace]:
    for one in pipelines.pipelines:
        if "rollback" in one.trace.path.lower():
            yield one.trace


def _notes(tree: Tree) -> Iterator[Trace]:
    for path in tree.named(*places.NOTES):
        text = (tree.text(path) or "").strip()
        if text and path.rpartition("/")[2].lower() != "readme.md":
            yield Trace(path, 1, text.splitlines()[0][:100])
    for path in tree.named(*places.NOTES_TOOLS):
        yield Trace(path)
