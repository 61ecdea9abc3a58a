"""Walk the history once: which commit brought which blob, to which path, and which took it out."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO

from launchready.repo.git.command import command, environment, first_line, git
from launchready.repo.open import Repository
from launchready.repo.trouble import RepositoryError

_SECONDS = 120.0
_MARK = b"\x01"
_SUBMODULE = b"160000"
_RAW_FIELDS = 4
"""Before the path: two modes, two ids (git-log(1), --raw)."""
_TREE_FIELDS = 3
"""Before the path: mode, kind, id (git-ls-tree(1))."""
_DEPTH = 20
"""Paths that are kept of one blob."""


@dataclass(slots=True)
class Passage:
    """One blob's way through the history."""

    paths: list[str] = field(default_factory=list)
    first_commit: str = ""
    first_at: datetime | None = None
    last_commit: str = ""
    """The newest commit that took it out; empty when none did."""
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the walk: a commit gave a path another content."""

    commit: str
    at: int
    old: str
    new: str
    path: str


class History:
    """The walk over all branches, tags, notes and the stash; kept in a file of its own."""

    def __init__(self, raw: IO[bytes], trouble: str) -> None:
        self._raw = raw
        self.trouble = trouble
        """Why git could not walk all of it; empty when it could."""

    def changes(self) -> Iterator[Change]:
        """Yield every change, the newest commit first."""
        self._raw.seek(0)
        commit, at = "", 0
        for line in self._raw:
            if line.startswith(_MARK):
                head, _, when = line[1:].decode("ascii", "replace").strip().partition(" ")
                commit, at = head, int(when or 0)
            elif line.startswith(b":"):
                meta, _, path = line.rstrip(b"\n").partition(b"\t")
                parts = meta.split()
                if len(parts) < _RAW_FIELDS or _SUBMODULE in (parts[0][1:], parts[1]):
                    continue
                yield Change(commit, at, parts[2].decode(), parts[3].decode(), unquoted(path))

    def passages(self, wanted: set[str]) -> dict[str, Passage]:
        """Return the ways of the wanted blobs; one that no branch ever held has none."""
        found: dict[str, Passage] = {}
        for change in self.changes():
            if change.new in wanted:
                way = found.setdefault(change.new, Passage())
                way.first_commit, way.first_at = change.commit, _moment(change.at)
                if change.path not in way.paths and len(way.paths) < _DEPTH:
                    way.paths.append(change.path)
            if change.old in wanted:
                way = found.setdefault(change.old, Passage())
                if not way.last_commit:
                    way.last_commit, way.last_at = change.commit, _moment(change.at)
        return found


@contextmanager
def walk_history(repository: Repository) -> Iterator[History]:
    """Walk once. A history that git cannot walk to its end is given as far as it went."""
    arguments = (
        *("log", "--all", "--raw", "-m", "--root", "--no-abbrev", "--no-renames"),
        *("--no-color", "--no-ext-diff", "--no-textconv", "--format=%x01%H %ct"),
    )
    with tempfile.TemporaryFile() as raw, tempfile.TemporaryFile() as errors:
        trouble = ""
        try:
            done = subprocess.run(  # noqa: S603 - git by its full path, arguments are ours
                command(repository.root, *arguments),
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=raw,
                stderr=errors,
                timeout=_SECONDS,
                check=False,
            )
            if done.returncode:
                errors.seek(0)
                trouble = first_line(errors.read(2_000))
        except subprocess.TimeoutExpired:
            trouble = f"it takes longer than {_SECONDS:g} s"
        yield History(raw, trouble)


def head_paths(repository: Repository) -> dict[str, list[str]]:
    """Return the blobs of the current commit with their paths."""
    if not repository.head:
        return {}
    rows = git(repository.root, "ls-tree", "-r", "-z", "--full-tree", repository.head)
    found: dict[str, list[str]] = {}
    for row in rows.split(b"\0"):
        meta, _, path = row.partition(b"\t")
        parts = meta.split()
        if len(parts) == _TREE_FIELDS and parts[1] == b"blob":
            found.setdefault(parts[2].decode(), []).append(os.fsdecode(path))
    return found


def refs_state(repository: Repository) -> bytes:
    """Return what changes whenever a branch, a tag, the stash or HEAD moves."""
    try:
        refs = git(repository.root, "for-each-ref", "--format=%(objectname) %(refname)")
    except RepositoryError as error:
        refs = str(error).encode()
    return repository.head.encode() + b"\n" + refs


def unquoted(path: bytes) -> str:
    """Return a path that git may have put in quotes with escapes."""
    if path.startswith(b'"') and path.endswith(b'"') and len(path) > 1:
        inner = path[1:-1].decode("latin-1")
        path = inner.encode("latin-1").decode("unicode_escape").encode("latin-1", "replace")
    return path.decode("utf-8", "replace")


def _moment(seconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
