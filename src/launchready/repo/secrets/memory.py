"""What earlier scans found, by object: texts that were read once are not read again.

Nothing in here opens anything: values are kept as keyed hashes, and the key stays in this folder.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from launchready.derive.secrets.sight import Sight
from launchready.repo.git.command import git
from launchready.repo.git.history import Passage
from launchready.repo.open import Repository

KEY_VARIABLE = "LAUNCHREADY_SECRETS_KEY"
"""An environment variable with the key, so that fingerprints are the same on every machine."""


@dataclass(frozen=True, slots=True)
class Walked:
    """What one walk through the history came to."""

    passages: dict[str, Passage]
    missing: int = 0
    trouble: str = ""


_FORM = "1"
"""Changes whenever our own readers would find more in the same text."""
_SIGHTS = msgspec.json.Decoder(tuple[Sight, ...])
_WALKED = msgspec.json.Decoder(Walked)
_LEAST_KEY = 16


def state_folder(repository: Repository) -> Path | None:
    """Return where the product keeps what it remembers of a repository.

    None when the repository brings a folder of that name itself: it is not ours to believe.
    """
    if repository.bare:
        return repository.git_dir / "launchready"
    folder = repository.root / ".launchready"
    brought = git(repository.root, "ls-files", "-z", "--", ".launchready", codes=(0, 128))
    return None if brought or folder.is_symlink() else folder


class Memory:
    """Remembered sights by text id. Without a writable folder it forgets at the end."""

    def __init__(self, folder: Path | None, version: str, *, forgetful: bool = False) -> None:
        self._version = hashlib.sha256(f"{_FORM} {version}".encode()).hexdigest()[:16]
        self.kept = folder is not None and _prepared(folder)
        place = ":memory:"
        if folder is not None and self.kept and not forgetful:
            place = str(folder / "secrets.sqlite")
        try:
            self._sql = _opened(place)
        except sqlite3.Error:  # damaged, or locked by another run: what it knew is found anew
            self.kept = False
            self._sql = _opened(":memory:")
        self.key = _key(folder if self.kept else None)
        self._forget_others()

    def _forget_others(self) -> None:
        mark = hmac.new(self.key, self._version.encode(), hashlib.sha256).hexdigest()
        row = self._sql.execute("SELECT value FROM state WHERE name = 'version'").fetchone()
        if row is not None and row[0] == mark:
            return
        self._sql.executescript("DELETE FROM clean; DELETE FROM found; DELETE FROM ways;")
        self._sql.execute("INSERT OR REPLACE INTO state VALUES ('version', ?)", (mark,))
        self._sql.commit()

    def known(self) -> set[bytes]:
        """Return the ids of every text that was read by the rules in force."""
        rows = self._sql.execute("SELECT id FROM clean UNION ALL SELECT id FROM found")
        return {row[0] for row in rows}

    def sights(self) -> dict[bytes, tuple[Sight, ...]]:
        """Return what was found, by the id of the text."""
        rows = self._sql.execute("SELECT id, sights FROM found")
        return {row[0]: _SIGHTS.decode(row[1]) for row in rows}

    def keep(self, clean: Iterable[bytes], found: Mapping[bytes, tuple[Sight, ...]]) -> None:
        """Remember what was read."""
        encode = msgspec.json.encode
        with suppress(sqlite3.OperationalError), self._sql:  # another run may be writing
            self._sql.executemany("INSERT OR IGNORE INTO clean VALUES (?)", ((i,) for i in clean))
            rows = ((id_, encode(sights)) for id_, sights in found.items())
            self._sql.executemany("INSERT OR REPLACE INTO found VALUES (?, ?)", rows)

    def walked(self, state: bytes) -> Walked | None:
        """Return the remembered walk for a state of branches, or None."""
        mark = self.text_id(state)
        row = self._sql.execute("SELECT walked FROM ways WHERE state = ?", (mark,)).fetchone()
        return None if row is None else _WALKED.decode(row[0])

    def keep_walked(self, state: bytes, walked: Walked) -> None:
        """Remember one walk, and no other."""
        with suppress(sqlite3.OperationalError), self._sql:
            self._sql.execute("DELETE FROM ways")
            row = (self.text_id(state), msgspec.json.encode(walked))
            self._sql.execute("INSERT INTO ways VALUES (?, ?)", row)

    def text_id(self, data: bytes) -> bytes:
        """Return the id of a text that is no git object: keyed, as a short file can be guessed."""
        return hmac.new(self.key, data, hashlib.sha256).digest()[:20]

    def close(self) -> None:
        """Close the file."""
        self._sql.close()


def key_of(repository: Repository) -> bytes:
    """Return the key of a repository's fingerprints, so that other places can be matched."""
    folder = state_folder(repository)
    return _key(folder if folder is not None and _prepared(folder) else None)


def _opened(place: str) -> sqlite3.Connection:
    sql = sqlite3.connect(place, timeout=5, check_same_thread=False)
    sql.executescript(
        "PRAGMA synchronous=OFF;"
        "CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
        "CREATE TABLE IF NOT EXISTS clean (id BLOB PRIMARY KEY) WITHOUT ROWID;"
        "CREATE TABLE IF NOT EXISTS found (id BLOB PRIMARY KEY, sights BLOB) WITHOUT ROWID;"
        "CREATE TABLE IF NOT EXISTS ways (state BLOB PRIMARY KEY, walked BLOB) WITHOUT ROWID;"
    )
    return sql


def _prepared(folder: Path) -> bool:
    try:
        if not folder.is_dir():
            folder.mkdir(mode=0o700)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", "utf-8")
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _key(folder: Path | None) -> bytes:
    given = os.environ.get(KEY_VARIABLE, "")
    if len(given) >= _LEAST_KEY:
        return hashlib.sha256(given.encode()).digest()
    if folder is None:
        return secrets.token_bytes(32)
    place = folder / "secrets.key"
    with suppress(OSError, ValueError):
        kept = base64.b64decode(place.read_bytes(), validate=True)
        if len(kept) >= _LEAST_KEY:
            return kept
    made = secrets.token_bytes(32)
    with suppress(OSError):
        place.touch(mode=0o600)
        place.write_bytes(base64.b64encode(made))
    return made
