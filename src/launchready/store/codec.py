"""Facts to JSON and back, unchanged; what cannot be read names its path."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import msgspec

from launchready import facts
from launchready.facts.base import Absent, Fact, Facts, Sighting, Unmeasured


class CodecError(Exception):
    """A saved fact cannot be read. `str()` is one sentence that names it."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A sighting in plain values."""

    kind: str
    subject: str
    at: datetime
    state: str
    """`fact`, `absent` or `unmeasured`."""
    body: str
    """JSON of the fact, or the reason why there is none."""


@cache
def kinds() -> dict[str, type[Fact]]:
    """Return every kind of fact by its name."""
    for info in iter_modules(facts.__path__, f"{facts.__name__}."):
        import_module(info.name)
    inside = f"{facts.__name__}."
    return {kind.__name__: kind for kind in _below(Fact) if kind.__module__.startswith(inside)}


def _below(kind: type[Fact]) -> list[type[Fact]]:
    direct = kind.__subclasses__()
    return [*direct, *(one for child in direct for one in _below(child))]


def save(sighting: Sighting) -> Saved:
    """Write a sighting down."""
    name, what = sighting.kind.__name__, sighting.what
    match what:
        case Absent(why=why):
            return Saved(name, what.subject, sighting.at, "absent", why)
        case Unmeasured(why=why):
            return Saved(name, what.subject, sighting.at, "unmeasured", why)
        case _:
            body = msgspec.json.encode(what).decode()
            return Saved(name, what.subject, sighting.at, "fact", body)


def load(saved: Saved) -> Sighting:
    """Read a sighting back. Raises `CodecError`."""
    kind = kinds().get(saved.kind)
    if kind is None:
        message = f"{saved.kind!r} is a kind of fact that this version does not know"
        raise CodecError(message)
    if saved.state == "absent":
        return Sighting(Absent(kind, saved.subject, saved.body), saved.at)
    if saved.state == "unmeasured":
        return Sighting(Unmeasured(kind, saved.subject, saved.body), saved.at)
    try:
        return Sighting(msgspec.json.decode(saved.body, type=kind), saved.at)
    except msgspec.ValidationError as error:
        message = f"the saved {saved.kind} of {saved.subject} cannot be read: {error}"
        raise CodecError(message) from None


def dump_facts(seen: Facts) -> bytes:
    """Write all facts as one JSON document, for golden tests and for export."""
    return msgspec.json.format(msgspec.json.encode([save(one) for one in seen]), indent=1)


def load_facts(document: bytes) -> Facts:
    """Read what `dump_facts` wrote. Raises `CodecError`."""
    try:
        rows = msgspec.json.decode(document, type=list[Saved])
    except msgspec.DecodeError as error:
        message = f"these are not saved facts: {error}"
        raise CodecError(message) from None
    return Facts(load(row) for row in rows)
