"""The files of a work tree, read within bounds.

Links are never followed, special files are never opened, and dependencies and build output are
left out. What was not read is noted, so that it is never taken for clean.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

MOST_FILES = 50_000
MOST_DEPTH = 40
MOST_BYTES = 1 << 20
"""Of one file. Code and settings that people write are far smaller."""
MOST_TOTAL = 256 << 20
MOST_NOTES = 50
_HEAD = 8192

_LEFT_OUT = frozenset(
    {
        *(".git", ".hg", ".svn", "node_modules", "bower_components", "jspm_packages", "vendor"),
        *(".venv", "venv", "site-packages", "__pycache__", ".tox", ".nox", ".eggs"),
        *(".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".cache", ".parcel-cache"),
        *("dist", "build", "out", "target", ".next", ".nuxt", ".output", ".svelte-kit", ".astro"),
        *(".turbo", ".yarn", ".pnpm-store", "Pods", ".gradle", ".terraform", ".serverless"),
        *("coverage", "htmlcov", ".idea", ".vscode", ".angular", ".expo", ".bundle", "tmp"),
    }
)
"""Folders whose files are not the product's own words."""


class Tree:
    """The work tree below a folder; listed once, read on demand."""

    def __init__(
        self, root: Path, *, most_files: int = MOST_FILES, files: tuple[str, ...] = ()
    ) -> None:
        self.root = root
        self._notes: dict[str, None] = {}
        self._read = 0
        self.files = files or tuple(sorted(self._walk(most_files), key=_order))
        """Paths below the root with `/`, those of upper folders first."""
        self._known = frozenset(self.files)

    @property
    def unread(self) -> tuple[str, ...]:
        """What was not read so far, and why."""
        return tuple(self._notes)

    def note(self, path: str, why: str) -> None:
        """Remember that a file was not read."""
        if len(self._notes) < MOST_NOTES:
            self._notes[f"{path}: {why}"] = None

    def __contains__(self, path: str) -> bool:
        """Say whether a file was listed."""
        return path in self._known

    def named(self, *patterns: str) -> Iterator[str]:
        """Yield the files whose name (or path, where a pattern has `/`) matches a pattern."""
        for path in self.files:
            name = PurePosixPath(path).name
            if any(_matches(path, name, pattern) for pattern in patterns):
                yield path

    def text(self, path: str, *, most: int = MOST_BYTES) -> str | None:
        """Read a file as text; None where it is too large, not text, or cannot be read."""
        content = self._bytes(path, most)
        text = None if content is None else as_text(content)
        if content is not None and text is None:
            self.note(path, "not text")
        return text

    def _bytes(self, path: str, most: int) -> bytes | None:
        if path not in self._known:
            return None
        if self._read >= MOST_TOTAL:
            self.note("the work tree", f"only the first {MOST_TOTAL >> 20} MiB were read")
            return None
        content = read_bounded(self.root / path, most)
        if isinstance(content, str):
            self.note(path, content)
            return None
        self._read += len(content)
        return content

    def _walk(self, most: int) -> Iterator[str]:
        waiting: list[tuple[str, int]] = [("", 0)]
        count = 0
        while waiting:
            folder, depth = waiting.pop()
            try:
                entries = sorted(os.scandir(self.root / folder), key=lambda one: one.name)
            except OSError as error:
                self.note(folder or ".", (error.strerror or "unreadable").lower())
                continue
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if not _spelled(path):
                    self.note(path.encode("utf-8", "replace").decode(), "its name is not UTF-8")
                elif entry.is_symlink():
                    continue
                elif entry.is_dir(follow_symlinks=False):
                    if not self._left_out(entry, depth):
                        waiting.append((path, depth + 1))
                elif entry.is_file(follow_symlinks=False):
                    count += 1
                    if count > most:
                        self.note("the work tree", f"only the first {most} files were listed")
                        return
                    yield path

    def _left_out(self, entry: os.DirEntry[str], depth: int) -> bool:
        if depth >= MOST_DEPTH:
            self.note(entry.name, f"deeper than {MOST_DEPTH} folders")
            return True
        # A virtual environment may have any name; it always has this file.
        return entry.name in _LEFT_OUT or (Path(entry.path) / "pyvenv.cfg").exists()


def read_bounded(path: Path, most: int = MOST_BYTES) -> bytes | str:
    """Read one file whole; a text says why it was not read. Follows no link, opens no pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        number = os.open(path, flags)
        with os.fdopen(number, "rb") as opened:
            found = os.fstat(number)
            if not stat.S_ISREG(found.st_mode):
                return "not a file"
            if found.st_size > most:
                return f"larger than {most >> 10} KiB"
            return opened.read(most + 1)[:most]
    except OSError as error:
        return (error.strerror or "unreadable").lower()


def as_text(content: bytes) -> str | None:
    """Decode a file; None for what is not text.

    Invalid UTF-8 is read with replacement characters: the rest still says something.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in content[:_HEAD]:
        return None
    return content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _order(path: str) -> tuple[int, str]:
    return path.count("/"), path


def _matches(path: str, name: str, pattern: str) -> bool:
    if "/" in pattern:
        return fnmatchcase(path, pattern) or fnmatchcase(path, f"*/{pattern}")
    return fnmatchcase(name, pattern)


def _spelled(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
