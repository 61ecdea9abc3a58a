"""Read a log of any size for what should not be in it."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from launchready.derive.secrets.group import Found, grouped
from launchready.derive.secrets.log_lines import masked, seen_in, template
from launchready.derive.secrets.sight import Sight
from launchready.facts.secrets import Leak, LogFile, LogLeak, LogLeaks, Nature, Place, State
from launchready.repo.secrets.path_mask import displayable
from launchready.repo.secrets.reader import Reader
from launchready.repo.trouble import RepositoryError

MOST = 2 << 30
"""Bytes of one log that are read."""
_BLOCK = 4 << 20
_MOST_FORMS = 200
_OTHER = "(other lines)"
_LONG_LINE = 4_000
"""Of a longer one only what stands around the find is shown."""


@dataclass(slots=True)
class _Form:
    count: int = 0
    first: int = 0
    last: int = 0
    sample: str = ""


@dataclass(slots=True)
class _Tally:
    forms: dict[tuple[Leak, str, str], _Form] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)
    lines: int = 0
    bytes: int = 0
    cut: str = ""

    def add(self, leak: Leak, what: str, line: str, number: int) -> None:
        """Count a masked line."""
        key = (leak, what, template(line))
        if key not in self.forms and len(self.forms) >= _MOST_FORMS:
            key = (leak, what, _OTHER)
        form = self.forms.setdefault(key, _Form(first=number, sample=line))
        form.count += 1
        form.last = number


def read_logs(paths: tuple[Path, ...], reader: Reader) -> LogLeaks:
    """Read logs, compressed ones too. Raises `RepositoryError` for one that cannot be read."""
    files: list[LogFile] = []
    found: list[Found] = []
    for path in paths:
        tally = _Tally()
        try:
            with _opened(path) as file:
                _read(file, path.name, reader, tally)
        except (OSError, EOFError, zlib.error) as error:
            why = f"the log {path.name} cannot be read: {getattr(error, 'strerror', '') or error}"
            raise RepositoryError(why) from None
        files.append(_file(path.name, tally))
        found += tally.found
    return LogLeaks(files=tuple(files), found=grouped(found))


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        compressed = file.read(2) == b"\x1f\x8b"
    if compressed:
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return path.open("rb")


def _file(name: str, tally: _Tally) -> LogFile:
    order = sorted(
        tally.forms.items(), key=lambda one: (tuple(Leak).index(one[0][0]), -one[1].count)
    )
    leaks = tuple(
        LogLeak(leak, form, one.count, one.first, one.last, one.sample, what)
        for (leak, what, form), one in order
    )
    return LogFile(displayable(name), tally.lines, tally.bytes, leaks, tally.cut)


def _read(file: IO[bytes], name: str, reader: Reader, tally: _Tally) -> None:
    for block in _blocks(file, tally):
        starts = tally.lines
        sights = reader.read(block)
        _by_form(block, sights, reader, tally, name)
        _by_words(block, reader, tally)
        tally.lines = starts + block.count(b"\n") + (not block.endswith(b"\n"))


def _by_form(
    block: bytes, sights: tuple[Sight, ...], reader: Reader, tally: _Tally, name: str
) -> None:
    if not sights:
        return
    lines = block.split(b"\n")
    for sight in sights:
        if sight.nature in {Nature.PUBLISHABLE, Nature.LOCAL}:
            continue
        number = min(max(sight.line, 1), len(lines))
        text = lines[number - 1].decode("utf-8", "replace")
        line = masked(text, tuple(one for one in reader.values if one in text))
        tally.add(Leak.CREDENTIAL, sight.what, line, tally.lines + number)
        place = Place(State.LOG, displayable(name), tally.lines + number)
        tally.found.append(Found(sight, place))


def _by_words(block: bytes, reader: Reader, tally: _Tally) -> None:
    text = block.decode("utf-8", "replace")
    at, number, values = 0, tally.lines + 1, tuple(reader.values)
    last: tuple[int, Leak] | None = None
    for seen in seen_in(text):
        number += text.count("\n", at, seen.start)
        at = seen.start
        if (number, seen.leak) == last:
            continue  # once a line
        last = (number, seen.leak)
        start = text.rfind("\n", 0, seen.start) + 1
        end = text.find("\n", seen.end)
        line = text[start : end if end >= 0 else None]
        if len(line) > _LONG_LINE:
            line = text[max(start, seen.start - 200) : seen.end + 200]
        tally.add(seen.leak, "", masked(line, tuple(v for v in values if v in line)), number)


def _blocks(file: IO[bytes], tally: _Tally) -> Iterator[bytes]:
    """Yield whole lines, some megabytes at a time."""
    rest = b""
    while tally.bytes < MOST:
        block = file.read(_BLOCK)
        tally.bytes += len(block)
        if not block:
            if rest:
                yield rest
            return
        cut = block.rfind(b"\n")
        if cut < 0 and len(rest) < 4 * _BLOCK:
            rest += block
            continue
        yield rest + block[: cut + 1]
        rest = block[cut + 1 :]
    tally.cut = f"only the first {MOST >> 30} GB were read"
