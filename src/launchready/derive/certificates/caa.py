"""Read what CAA records allow (RFC 8659, section 4)."""

from __future__ import annotations

from launchready.facts.dns import CertificateAuthorities
from launchready.facts.tls import Certificate


def allowed(caa: CertificateAuthorities, *, wildcard: bool) -> frozenset[str] | None:
    """Return the domains of the authorities that may issue; None where anybody may.

    An empty set forbids everybody. `issuewild` takes the place of `issue` for wildcards only.
    """
    values = caa.issuewild if wildcard and caa.issuewild else caa.issue
    if not values:
        return None
    domains = (value.partition(";")[0].strip().strip('"').rstrip(".").lower() for value in values)
    return frozenset(domain for domain in domains if domain)


def covering_wildcard(certificate: Certificate, host: str) -> bool:
    """Whether the certificate is for this host by a wildcard alone."""
    names = {name.lower() for name in certificate.names}
    return host not in names and f"*.{host.partition('.')[2]}" in names
