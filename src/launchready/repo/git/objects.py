"""Read every object that a repository has, reachable or not, without holding it in memory."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import IO

from launchready.repo.git.command import command, environment
from launchready.repo.open import Repository
from launchready.repo.trouble import RepositoryError

WINDOW = 8 << 20
"""Bytes of one object that are looked at together."""
OVERLAP = 16 << 10
"""Bytes that two windows share, so that a secret on the seam is seen whole."""

_FIELDS = 3
"""Of a header: id, kind, size."""
_SECONDS = 600.0
_BUFFER = 1 << 20
"""Bytes that wait between git and us: with few, both sides mostly wake each other."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An object that is here."""

    id: str
    kind: str
    """`blob`, `commit`, `tag` or `tree`."""
    size: int


@dataclass(frozen=True, slots=True)
class Piece:
    """An object's content, or a window of a large one."""

    id: str
    kind: str
    data: bytes = field(repr=False)
    lines_before: int = 0


def list_objects(repository: Repository) -> Iterator[Listed]:
    """Yield every object but trees, in the order that packs hold them."""
    form = "--batch-check=%(objectname) %(objecttype) %(objectsize)"
    arguments = ("cat-file", "--batch-all-objects", "--unordered", "--buffer", form)
    with _running(repository, arguments) as (_, out):
        for line in out:
            parts = line.split()
            if len(parts) == _FIELDS and parts[1] != b"tree":
                yield Listed(parts[0].decode(), parts[1].decode(), int(parts[2]))


def read_objects(repository: Repository, ids: Iterable[str]) -> Iterator[Piece | str]:
    """Yield the contents of objects in the order of `ids`; the id alone for one that is missing.

    Raises `RepositoryError` when git stops in between.
    """
    with _running(repository, ("cat-file", "--batch", "--buffer")) as (into, out):
        feeder = threading.Thread(target=_feed, args=(into, ids), daemon=True)
        feeder.start()
        while header := out.readline():
            parts = header.decode("ascii", "replace").split()
            if len(parts) != _FIELDS:  # `<id> missing`
                yield parts[0] if parts else ""
                continue
            yield from _pieces(out, parts[0], parts[1], int(parts[2]))
        feeder.join(timeout=5)


def _pieces(out: IO[bytes], id_: str, kind: str, size: int) -> Iterator[Piece]:
    if size <= WINDOW:
        yield Piece(id_, kind, _exactly(out, size))
        _exactly(out, 1)
        return
    lines, kept, left = 0, b"", size
    while left:
        data = kept + _exactly(out, min(WINDOW, left))
        left -= len(data) - len(kept)
        yield Piece(id_, kind, data, lines)
        kept = data[-OVERLAP:]
        lines += data.count(b"\n", 0, len(data) - len(kept))
    _exactly(out, 1)


def _exactly(out: IO[bytes], size: int) -> bytes:
    data = out.read(size)
    if len(data) != size:
        why = "git stopped in the middle of an object: the repository is damaged"
        raise RepositoryError(why)
    return data


def _feed(into: IO[bytes], ids: Iterable[str]) -> None:
    with suppress(OSError, ValueError):  # git ended, and says itself why
        for id_ in ids:
            into.write(f"{id_}\n".encode())
        into.close()


@contextmanager
def _running(
    repository: Repository, arguments: tuple[str, ...]
) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    process = subprocess.Popen(  # noqa: S603 - git by its full path, arguments are ours
        command(repository.root, *arguments),
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=_BUFFER,
        pipesize=_BUFFER,
    )
    into, out = process.stdin, process.stdout
    if into is None or out is None:  # what Popen was asked for
        why = "git has no input or output"
        raise RepositoryError(why)
    timer = threading.Timer(_SECONDS, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield into, out
    finally:
        timer.cancel()
        with suppress(OSError):
            out.close()
        if process.poll() is None:
            process.kill()
        process.wait()
        with suppress(OSError):
            into.close()
