"""The files of a work tree: tracked ones, new ones, and ignored ones that hold settings."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field

from launchready.derive.secrets.formats import has_format
from launchready.derive.secrets.paths import holds_configuration, is_env_file, key_file
from launchready.repo.git.command import git
from launchready.repo.open import Repository

MOST_FILE = 64 << 20

_OURS = b".launchready/"
_FIELDS = 3
"""Of a row of `git ls-files -s`: mode, id, stage."""
_SHA256 = 64
_ANY_KEY = b"PRIVATE KEY"


@dataclass(frozen=True, slots=True)
class File:
    """One file as it lies on disk."""

    path: str
    tracked: bool
    data: bytes = field(repr=False)


@dataclass(slots=True)
class Unread:
    """What could not be read, counted."""

    too_large: int = 0
    unreadable: int = 0


def files(repository: Repository, unread: Unread) -> Iterator[File]:
    """Yield the regular files of the work tree; links are not followed."""
    if repository.bare:
        return
    for path, tracked in _paths(repository):
        data = _content(repository, path, unread)
        if data is not None:
            yield File(path, tracked, data)


def staged(repository: Repository) -> dict[str, str]:
    """Return what the next commit would hold: object ids with their paths."""
    if repository.bare:
        return {}
    found: dict[str, str] = {}
    for row in git(repository.root, "ls-files", "-s", "-z", "--full-name").split(b"\0"):
        meta, _, path = row.partition(b"\t")
        parts = meta.split()
        if len(parts) == _FIELDS and parts[0] != b"160000":
            found[parts[1].decode()] = os.fsdecode(path)
    return found


def blob_id(data: bytes, length: int) -> str:
    """Return the id that git gives this content; `length` is that of the repository's ids."""
    head = f"blob {len(data)}\0".encode()
    kind = "sha256" if length == _SHA256 else "sha1"
    made = hashlib.new(kind, head, usedforsecurity=False)
    made.update(data)
    return made.hexdigest()


def _paths(repository: Repository) -> Iterator[tuple[str, bool]]:
    root = repository.root
    seen: set[bytes] = set()
    tracked = git(root, "ls-files", "-z", "--full-name", "--cached")
    new = git(root, "ls-files", "-z", "--full-name", "--others", "--exclude-standard")
    ignored = git(
        *(root, "ls-files", "-z", "--full-name", "--others", "--ignored"),
        *("--exclude-standard", "--directory"),
    )
    for listing, known in ((tracked, True), (new, False)):
        for raw in listing.split(b"\0"):
            if raw and raw not in seen and not raw.endswith(b"/"):
                seen.add(raw)
                yield os.fsdecode(raw), known
    for raw in ignored.split(b"\0"):
        path = os.fsdecode(raw)
        if not raw or raw.endswith(b"/") or raw in seen or raw.startswith(_OURS):
            continue
        if _is_telling(path):
            yield path, False


def _is_telling(path: str) -> bool:
    return (
        holds_configuration(path)
        or has_format(path)
        or is_env_file(path)
        or bool(key_file(path, _ANY_KEY))
    )


def _content(repository: Repository, path: str, unread: Unread) -> bytes | None:
    place = repository.root / path
    try:
        seen = os.lstat(place)
        if not stat.S_ISREG(seen.st_mode):
            return None
        if seen.st_size > MOST_FILE:
            unread.too_large += 1
            return None
        opened = os.open(place, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(opened, "rb") as file:
            return file.read(MOST_FILE)
    except FileNotFoundError:
        return None  # tracked, and removed from the work tree
    except OSError:
        unread.unreadable += 1
        return None
