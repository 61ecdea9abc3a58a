"""The scanning engine behind one small protocol, so that another can take its place.

The engine only ever finds. Its parts that ask providers whether a credential works are not
imported: nothing about a secret leaves this machine.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from launchready.derive.pattern import lazy

if TYPE_CHECKING:
    from kingfisher_sdk import Finding, Scanner

RULES = Path(__file__).parent / "rules" / "own.yml"

_NAME = lazy(rb"([\w.-]{1,80})[\"'`\]]{0,2}\s{0,4}(?:=>|:=|=|:)\s{0,4}[\"'`]?\Z")
_AROUND = 400
_SECONDS = 30.0
"""What one text may take; the engine checks it between matches."""
_BUILDING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Hit:
    """One value that a rule found in one text."""

    rule: str
    secret: str = field(repr=False)
    line: int = 0
    name: str = ""
    """The name it is given to, where the text before it says so."""
    around: str = field(default="", repr=False)
    """The text near it, for kinds whose nature only their neighbours tell."""


class SecretEngine(Protocol):
    """Something that finds credentials of providers by their form."""

    @property
    def version(self) -> str:
        """What a cache has to compare: it changes whenever the same text could find more."""

    def scan(self, data: bytes) -> tuple[Hit, ...]:
        """Find what is in a text or binary. Safe to call from several threads.

        Raises TimeoutError for a text that takes too long.
        """


class Kingfisher:
    """MongoDB's Kingfisher, in this process, with our own rules beside its catalogue."""

    @cached_property
    def version(self) -> str:
        """The engine's release and our rules."""
        rules = hashlib.sha256(RULES.read_bytes()).hexdigest()[:12]
        return f"kingfisher {metadata.version('kingfisher-secret-scanner')} {rules}"

    def scan(self, data: bytes) -> tuple[Hit, ...]:
        """Find what is in a text or binary."""
        with _BUILDING:
            scanner = _scanner()
        found = scanner.scan(data, timeout=_SECONDS)
        return tuple(_hit(one, data) for one in found if one.visible)


@cache
def _scanner() -> Scanner:
    """Return the one scanner of this process: to compile the rules is what takes longest."""
    from kingfisher_sdk import DetectionPolicy, Rules, Scanner

    # Markers in comments that silence other tools silence nothing here: a key is a key.
    policy = DetectionPolicy(inline_ignores=False)
    return Scanner(Rules([RULES], confidence="low"), policy=policy)


def _hit(found: Finding, data: bytes) -> Hit:
    """Copy what is needed of the engine's finding."""
    secret, location = found.secret, found.location
    start, end = location["start_offset"], location["end_offset"]
    place = data.find(secret.encode(), max(0, start - _AROUND), end + _AROUND)
    name, around = "", ""
    if place >= 0:
        before = _NAME.search(data, max(0, place - 120), place)
        name = before.group(1).decode("ascii", "replace") if before else ""
    if secret.startswith("AIza"):
        around = data[max(0, start - _AROUND) : end + _AROUND].decode("utf-8", "replace")
    return Hit(found.rule_id, secret, location["line"], name, around)
