"""DANE for mail: TLSA records that name a server's key (RFC 6698, RFC 7672)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from launchready.derive.pattern import lazy

_RECORD = lazy(r"(\d{1,3}) (\d{1,3}) (\d{1,3}) ([0-9A-Fa-f ]{1,8192})")
_DANE_TA, _DANE_EE = 2, 3
_WHOLE, _KEY = 0, 1
_SHA256 = 1


@dataclass(frozen=True, slots=True)
class Tlsa:
    """One record."""

    usage: int
    selector: int
    matching: int
    data: str
    """Hex, lower case."""

    @property
    def judged(self) -> bool:
        """Whether `fits` can tell: a SHA-256 of the server's own certificate or key."""
        return (
            self.usage == _DANE_EE and self.selector in {_WHOLE, _KEY} and self.matching == _SHA256
        )

    def fits(self, certificate: str, key: str) -> bool:
        """Whether it names this certificate or key, each by its SHA-256 in hex."""
        return self.data == (key if self.selector == _KEY else certificate).lower()


def read_tlsa(values: Iterable[str]) -> tuple[Tlsa, ...]:
    """Read records in zone-file form; what is no record, or of no use for mail, is left out."""
    found = []
    for value in values:
        record = _RECORD.fullmatch(value)
        if record is None or int(record[1]) not in {_DANE_TA, _DANE_EE}:
            # RFC 7672 section 3.1.3: the PKIX usages are not for mail.
            continue
        data = record[4].replace(" ", "").lower()
        found.append(Tlsa(int(record[1]), int(record[2]), int(record[3]), data))
    return tuple(found)


def refused(records: Iterable[Tlsa], certificate: str, key: str) -> bool:
    """Whether a sender that checks DANE refuses this server: every record is about another key."""
    known = tuple(records)
    return bool(known) and all(one.judged and not one.fits(certificate, key) for one in known)
