"""CAA records: which certificate authorities may issue (RFC 8659)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from launchready.derive.pattern import lazy

_RECORD = lazy(r'\d{1,3} ([A-Za-z0-9]{1,40}) "(.{0,2000})"', re.DOTALL)
_NOBODY = ";"


@dataclass(frozen=True, slots=True)
class CaaReading:
    """The properties of one record set, in the order sent, each value once."""

    issue: tuple[str, ...] = ()
    """Authorities' domains in lower case; `;` for "nobody"."""
    issuewild: tuple[str, ...] = ()
    iodef: tuple[str, ...] = ()


def read_caa(values: Iterable[str]) -> CaaReading:
    """Read records in zone-file form, `0 issue "ca.example"`; what is no record is left out."""
    found: dict[str, dict[str, None]] = {"issue": {}, "issuewild": {}, "iodef": {}}
    for value in values:
        record = _RECORD.fullmatch(value)
        if record is None:
            continue
        # Property tags are matched without case (section 4.1).
        tag, content = record[1].lower(), record[2]
        if tag == "iodef":
            found[tag][content[:200]] = None
        elif tag in found:
            found[tag][_authority(content)] = None
    return CaaReading(*(tuple(found[tag]) for tag in ("issue", "issuewild", "iodef")))


def _authority(value: str) -> str:
    """Return the issuer domain without its parameters (section 4.2)."""
    domain = value.partition(";")[0].strip().lower().rstrip(".")
    return domain[:253] or _NOBODY
