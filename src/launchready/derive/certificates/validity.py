"""How much of a certificate's life is left, and what the profile says of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from launchready.derive.certificates.issuers import is_automatic
from launchready.facts.tls import Certificate
from launchready.model.profile import Level, Profile

_SHORT = timedelta(days=60)
"""Certificates that live no longer than this are judged by the share of life left."""
_RENEWED_BY_SHARE = timedelta(days=100)
"""Programs renew certificates of 90 days and less with a third of their life left."""
_SHARE_LEFT = 0.25
"""A third, and a margin for a renewal that had to be tried again for some days."""
_LONG_LIVED_LEFT = timedelta(days=30)
"""Those that live longer are renewed 45 to 60 days ahead."""


def days_left(certificate: Certificate, at: datetime) -> float:
    """Return the days until it expires; negative afterwards."""
    return (certificate.not_after - at) / timedelta(days=1)


def level(certificate: Certificate, at: datetime, profile: Profile) -> Level:
    """Say where the time left stands against the profile's thresholds."""
    life = certificate.not_after - certificate.not_before
    if life <= _SHORT:
        share = 100 * (certificate.not_after - at) / life if life else 0.0
        return profile.threshold("cert_lifetime_left").level(share)
    return profile.threshold("cert_days_left").level(days_left(certificate, at))


def is_overdue(certificate: Certificate, at: datetime) -> bool:
    """Whether a program should have renewed it by now, where a program renews it."""
    if not is_automatic(certificate.issuer):
        return False
    life, left = certificate.not_after - certificate.not_before, certificate.not_after - at
    if life > _RENEWED_BY_SHARE:
        return left < _LONG_LIVED_LEFT
    return left < life * _SHARE_LEFT


def is_current(certificate: Certificate, at: datetime) -> bool:
    """Whether it is valid at this time."""
    return certificate.not_before <= at <= certificate.not_after
