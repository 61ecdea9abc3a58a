"""Record data in the form that facts carry."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import dns.rdata
import dns.rdatatype as rd
from dns.rdtypes.txtbase import TXTBase

MOST_RECORDS = 256
LONGEST_VALUE = 16 * 1024
"""Characters kept of one value."""

_NAMES = frozenset({rd.NS, rd.CNAME, rd.PTR, rd.DNAME, rd.MX, rd.SOA, rd.SRV})
_SERVICES = frozenset({rd.SVCB, rd.HTTPS})


def values(records: Iterable[dns.rdata.Rdata]) -> tuple[str, ...]:
    """Return the first 256 records in presentation form, in the order they were sent."""
    return tuple(value(record)[:LONGEST_VALUE] for record in islice(records, MOST_RECORDS))


def value(record: dns.rdata.Rdata) -> str:
    """Return one record as zone-file text; names lower case and undotted; TXT joined, unquoted."""
    if isinstance(record, TXTBase):
        return b"".join(record.strings).decode("utf-8", "backslashreplace")
    text = record.to_text()
    if record.rdtype in _NAMES:
        return " ".join(_undotted(word) for word in text.lower().split(" "))
    if record.rdtype in _SERVICES:
        priority, target, *rest = text.split(" ")
        return " ".join((priority, _undotted(target.lower()), *rest))
    return text


def _undotted(word: str) -> str:
    return word[:-1] if len(word) > 1 and word.endswith(".") else word
