"""Whether an authenticated domain speaks for the From domain (RFC 9989 section 4.4)."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from launchready.derive.mail.organization import registered_domain

Organization = Callable[[str], str]
"""Domain to its organizational domain."""


class Mode(StrEnum):
    """How close the two must be."""

    RELAXED = "r"
    """The same organizational domain."""
    STRICT = "s"
    """The same name."""


def aligned(
    from_domain: str,
    authenticated_domain: str,
    mode: Mode = Mode.RELAXED,
    organization: Organization = registered_domain,
) -> bool:
    """Whether DKIM's `d=` or SPF's domain is aligned with the domain of the From header.

    Names are compared without case. An empty name is aligned with nothing, and neither are two
    names that merely share a public suffix, listed or not.
    """
    ours, theirs = _plain(from_domain), _plain(authenticated_domain)
    if not ours or not theirs:
        return False
    if ours == theirs:
        return True
    if mode is Mode.STRICT:
        return False
    return organization(ours) == organization(theirs)


def _plain(name: str) -> str:
    """Lower case, punycode, without the last dot."""
    bare = name.strip().rstrip(".").lower()
    if bare.isascii():
        return bare
    try:
        return bare.encode("idna").decode("ascii")
    except UnicodeError:
        return bare
