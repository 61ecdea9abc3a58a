"""The files of a work tree, as readers of migrations see them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path, PurePosixPath

from launchready.repo.git.command import git
from launchready.repo.open import Repository

LARGEST = 1 << 20
"""Bytes of one file that are read; a larger one is data."""


TESTS = frozenset({"test", "tests", "__tests__", "spec", "specs", "fixtures", "testdata"})
"""Folders of tests: what looks like a migration there never reaches a customer's database."""


class Files:
    """What git lists of a work tree: tracked files, and new ones that nothing ignores."""

    def __init__(self, root: Path, paths: Iterable[str]) -> None:
        self.root = root
        self.paths = tuple(sorted(set(paths)))
        self._texts: dict[str, str | None] = {}

    @cached_property
    def known(self) -> frozenset[str]:
        """All paths, for looking one up."""
        return frozenset(self.paths)

    def text(self, path: str) -> str | None:
        """Return a file's text; None when it is a link, too large, gone or not text."""
        if path not in self._texts:
            self._texts[path] = self._read(path)
        return self._texts[path]

    def _read(self, path: str) -> str | None:
        content = self.content(path)
        if content is None or b"\0" in content:
            return None
        return content.decode("utf-8-sig", "replace")

    def content(self, path: str) -> bytes | None:
        """Return a file's bytes; None when it is a link, too large or gone."""
        place = self.root / path
        try:
            # Links could lead anywhere; a pipe would never end.
            if any((self.root / part).is_symlink() for part in _parts(path)):
                return None
            descriptor = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return None
        with os.fdopen(descriptor, "rb") as opened:
            kind = os.fstat(opened.fileno())
            if not stat.S_ISREG(kind.st_mode) or kind.st_size > LARGEST:
                return None
            try:
                return opened.read(LARGEST)
            except OSError:
                return None

    def named(self, *names: str) -> tuple[str, ...]:
        """Return the paths whose last part is one of these names."""
        return tuple(path for path in self.paths if PurePosixPath(path).name in names)

    def below(self, folder: str) -> tuple[str, ...]:
        """Return the paths in a folder and the folders under it; an empty name is the top."""
        start = f"{folder}/" if folder else ""
        return tuple(path for path in self.paths if path.startswith(start))


def _parts(path: str) -> tuple[PurePosixPath, ...]:
    whole = PurePosixPath(path)
    return tuple(part for part in whole.parents if str(part) != ".")


def list_files(repository: Repository) -> Files:
    """List a work tree. Raises `RepositoryError`."""
    rows = git(repository.root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    paths = (row.decode("utf-8", "replace") for row in rows.split(b"\0") if row)
    paths = (path for path in paths if TESTS.isdisjoint(path.split("/")[:-1]))
    # Git lists a file that was deleted until the deletion is committed.
    there = (path for path in paths if os.path.lexists(repository.root / path))
    return Files(repository.root, there)


def parent(path: str) -> str:
    """Return the folder of a path; empty for the top."""
    return path.rpartition("/")[0]
