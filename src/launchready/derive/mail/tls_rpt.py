"""TLS-RPT: where senders report mail that could not be encrypted (RFC 8460 section 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from launchready.derive.mail.report_uri import ReportUri, read_report_uris
from launchready.derive.mail.tags import Problem, read_tags
from launchready.derive.pattern import lazy

_VERSION = lazy(r"v=TLSRPTv1[ \t]*(;|$)")
_MEANT = lazy(r"\s*v\s*=\s*TLSRPT", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TlsReporting:
    """The record at `_smtp._tls`."""

    addresses: tuple[ReportUri, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether any report can be sent."""
        return not self.problems and any(uri.address for uri in self.addresses)


def tls_rpt_records(values: Iterable[str]) -> tuple[str, ...]:
    """Return the TXT records that are meant as TLS-RPT."""
    return tuple(value for value in values if _MEANT.match(value))


def read_tls_rpt(text: str) -> TlsReporting:
    """Read the record. Any text is accepted."""
    tags = read_tags(text)
    problems = list(tags.problems)
    if not _VERSION.match(text):
        problems.append(Problem(1, "the record must begin with exactly v=TLSRPTv1;"))
    if tags.tag("rua") is None:
        problems.append(Problem(0, "there is no rua= tag, so reports go nowhere"))
    addresses = read_report_uris(tags.tag("rua"), problems, schemes=("mailto", "https"))
    return TlsReporting(addresses, tuple(problems))
