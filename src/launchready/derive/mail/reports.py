"""DMARC reports that leave the organization need the receiver's consent (RFC 9990 section 4)."""

from __future__ import annotations

from launchready.derive.mail.discovery import Governing
from launchready.derive.mail.organization import registered_domain


def report_targets(found: Governing) -> tuple[str, ...]:
    """Return the domains outside the organization that reports are sent to, each once."""
    home = registered_domain(found.at)
    record = found.record
    domains = (uri.domain for uri in (*record.aggregate, *record.failure) if uri.address)
    return tuple(dict.fromkeys(domain for domain in domains if registered_domain(domain) != home))
