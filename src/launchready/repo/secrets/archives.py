"""Open archives within bounds: in bytes, in entries and in depth. Nothing is written to disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

MOST_BYTES = 64 << 20
"""What one archive may come to when it is opened."""
MOST_ENTRIES = 2_000
DEPTH = 2

_ZIP = b"PK\x03\x04"
_GZIP = b"\x1f\x8b"
_BZIP2 = b"BZh"
_XZ = b"\xfd7zXZ\x00"
_TAR_MARK = 257


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive."""

    name: str
    data: bytes = field(repr=False)


def is_archive(data: bytes) -> bool:
    """Say whether the first bytes are those of an archive that can be opened."""
    return data.startswith((_ZIP, _GZIP, _BZIP2, _XZ)) or _is_tar(data)


def members(data: bytes, depth: int = DEPTH, budget: list[int] | None = None) -> Iterator[Member]:
    """Yield the files of an archive and of archives in it; a broken one ends where it breaks."""
    left = [MOST_BYTES, MOST_ENTRIES] if budget is None else budget
    for member in _open(data, left):
        left[1] -= 1
        yield member
        if depth > 1 and is_archive(member.data):
            for inner in members(member.data, depth - 1, left):
                yield Member(f"{member.name}/{inner.name}", inner.data)


def _open(data: bytes, left: list[int]) -> Iterator[Member]:
    try:
        if data.startswith(_ZIP):
            yield from _zip(data, left)
        elif _is_tar(data):
            yield from _tar(data, left)
        else:
            yield from _stream(data, left)
    except (
        *(zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error, EOFError, OSError),
        *(RuntimeError, NotImplementedError, ValueError, KeyError),
    ):
        return  # damaged or encrypted: what could be read was yielded


def _zip(data: bytes, left: list[int]) -> Iterator[Member]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if left[0] <= 0 or left[1] <= 0:
                return
            if entry.is_dir() or entry.flag_bits & 1:
                continue
            with archive.open(entry) as file:
                yield Member(entry.filename[:200], _bounded(file, left))


def _tar(data: bytes, left: list[int]) -> Iterator[Member]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for entry in archive:
            if left[0] <= 0 or left[1] <= 0:
                return
            file = archive.extractfile(entry) if entry.isfile() else None
            if file is not None:
                yield Member(entry.name[:200], _bounded(file, left))


def _stream(data: bytes, left: list[int]) -> Iterator[Member]:
    source = io.BytesIO(data)
    if data.startswith(_GZIP):
        with gzip.open(source, "rb") as file:
            yield Member("content", _bounded(file, left))
    elif data.startswith(_BZIP2):
        with bz2.open(source, "rb") as file:
            yield Member("content", _bounded(file, left))
    else:
        with lzma.open(source, "rb") as file:
            yield Member("content", _bounded(file, left))


class _Readable(Protocol):
    """What the readers of all formats share."""

    def read(self, size: int, /) -> bytes: ...


def _bounded(file: _Readable, left: list[int]) -> bytes:
    parts: list[bytes] = []
    while left[0] > 0:
        part = file.read(min(1 << 20, left[0]))
        if not part:
            break
        parts.append(part)
        left[0] -= len(part)
    return b"".join(parts)


def _is_tar(data: bytes) -> bool:
    return data[_TAR_MARK : _TAR_MARK + 5] == b"ustar"
