"""Which migrations are released already: those that the main branch has, word for word."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from launchready.repo.git.command import git, text
from launchready.repo.open import Repository
from launchready.repo.trouble import RepositoryError

_BRANCHES = ("main", "master", "trunk", "develop")
_SHORT = 10


@dataclass(frozen=True, slots=True)
class Baseline:
    """The released state of the repository."""

    commit: str = ""
    """In full; empty when nothing counts as released."""
    name: str = ""
    """What it was found by: `origin/main`."""
    objects: dict[str, str] | None = None
    """Path to object id of every file in it."""

    @property
    def words(self) -> str:
        """`origin/main at 1a2b3c4d5e`; empty without one."""
        return f"{self.name} at {self.commit[:_SHORT]}" if self.commit else ""

    def has(self, path: str, content: bytes | None) -> bool | None:
        """Say whether a file is released: None when it is, with another content."""
        known = (self.objects or {}).get(path)
        if known is None:
            return False
        if content is None:
            return None
        forms = (content, content.replace(b"\r\n", b"\n"))
        return True if known in {_object_id(one, len(known)) for one in forms} else None


def released(repository: Repository, since: str = "") -> Baseline:
    """Find where HEAD left the main branch, or the commit that `since` names.

    On the main branch itself it is what the remote has of it, or else HEAD: then only files that
    are not committed yet are new. Raises `RepositoryError`.
    """
    if not repository.head:
        return Baseline()
    name = since or _main(repository)
    if not name:
        return Baseline()
    commit = _commit(repository, name)
    if not commit:
        why = f"{name} names no commit in this repository"
        raise RepositoryError(why)
    if not since:
        commit = _run(repository, "merge-base", commit, repository.head) or commit
    return Baseline(commit, name, _objects(repository, commit))


def _main(repository: Repository) -> str:
    """Return the name of the main branch: the remote's, as far as it is known here."""
    remote = _run(repository, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
    names = [remote, *(f"origin/{one}" for one in _BRANCHES), *_BRANCHES]
    return next((one for one in names if one and _commit(repository, one)), "")


def _commit(repository: Repository, name: str) -> str:
    if name.startswith("-"):
        return ""
    return _run(repository, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")


def _run(repository: Repository, *arguments: str) -> str:
    return text(repository.root, *arguments, codes=(0, 1, 128))


def _objects(repository: Repository, commit: str) -> dict[str, str]:
    rows = git(repository.root, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")
    found: dict[str, str] = {}
    for row in rows:
        kind, _, path = row.partition(b"\t")
        if path:
            found[path.decode("utf-8", "replace")] = kind.split(b" ")[2].decode("ascii", "replace")
    return found


def _object_id(content: bytes, length: int) -> str:
    # Git names a file by this hash; nothing is protected by it.
    header = b"blob %d\0" % len(content)
    if length == 64:  # noqa: PLR2004 - the length of a SHA-256 in hex
        return hashlib.sha256(header + content).hexdigest()
    return hashlib.sha1(header + content, usedforsecurity=False).hexdigest()
