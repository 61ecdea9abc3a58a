"""DKIM public keys as the DNS holds them (RFC 6376 section 3.6.1, RFC 8301, RFC 8463)."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass

from launchready.derive.mail.der import rsa_bits
from launchready.derive.mail.tags import Problem, Tag, TagList, read_tags, shown, squeeze
from launchready.derive.pattern import lazy

RSA, ED25519 = "rsa", "ed25519"
_ED25519_BYTES = 32
_VERSION = "DKIM1"
_KNOWN_HASHES = frozenset({"sha1", "sha256"})
_LOOKS = lazy(r"\s*v\s*=\s*DKIM|(^|;)\s*(p|k)\s*=", re.IGNORECASE)
_NOT_BASE64 = lazy(r"[^A-Za-z0-9+/=]")
_QUANTUM = 4


@dataclass(frozen=True, slots=True)
class DkimKey:
    """One key record."""

    kind: str = RSA
    """`rsa`, `ed25519`, or what else the record says."""
    bits: int = 0
    """Size of the key; 0 where it is revoked or cannot be read."""
    revoked: bool = False
    """An empty `p=`: signatures made with the key count for nothing."""
    testing: bool = False
    """`t=y`: receivers are told not to rely on it yet."""
    strict: bool = False
    """`t=s`: it does not sign for subdomains."""
    hashes: tuple[str, ...] = ()
    """Accepted hash algorithms; none: all."""
    services: tuple[str, ...] = ("*",)
    problems: tuple[Problem, ...] = ()
    """What makes a receiver ignore the key."""

    @property
    def usable(self) -> bool:
        """Whether a receiver can verify a signature with it, whatever its size."""
        return not self.revoked and not self.problems


def looks_like_key(text: str) -> bool:
    """Whether a TXT record is meant as a DKIM key: a wildcard may answer with anything."""
    return _LOOKS.search(text[:2000]) is not None


def key_records(values: Iterable[str]) -> tuple[str, ...]:
    """Return the records that are meant as keys."""
    return tuple(value for value in values if looks_like_key(value))


def read_dkim_key(text: str) -> DkimKey:
    """Read one record; any text gives a key, and the reasons why it is useless."""
    tags = read_tags(text)
    problems = [*tags.problems, *_version(tags)]
    kind = squeeze(tags.get("k", RSA)) or RSA
    flags = _listed(tags.get("t"))
    hashes = _listed(tags.get("h"))
    services = _listed(tags.get("s")) or ("*",)
    if hashes and not _KNOWN_HASHES & set(hashes):
        problems.append(_at(tags, "h", "no hash algorithm that a receiver knows"))
    elif hashes and "sha256" not in hashes:
        problems.append(_at(tags, "h", "only sha1 is allowed, which receivers must not accept"))
    if not {"*", "email"} & set(services):
        problems.append(_at(tags, "s", "the key is not for email"))
    bits, revoked, problem = _material(tags, kind)
    if problem is not None:
        problems.append(problem)
    return DkimKey(
        kind, bits, revoked, "y" in flags, "s" in flags, hashes, services, tuple(problems)
    )


def _version(tags: TagList) -> list[Problem]:
    """`v=` may be left out; where it stands it is first and exact."""
    version = tags.tag("v")
    if version is None:
        return []
    if version.value != _VERSION:
        return [Problem(version.value_at, f"the version is {shown(version.value)}, not DKIM1")]
    if tags.tags[0] is not version:
        return [Problem(version.at, "v=DKIM1 must stand first")]
    return []


def _listed(value: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in squeeze(value).split(":") if word)


def _at(tags: TagList, name: str, why: str) -> Problem:
    tag = tags.tag(name)
    return Problem(tag.value_at if tag else 0, why)


def _material(tags: TagList, kind: str) -> tuple[int, bool, Problem | None]:
    """Return the size, whether it is revoked, and what is wrong with `p=`."""
    tag = tags.tag("p")
    if tag is None:
        return 0, False, Problem(0, "there is no p= tag, so no key")
    text = squeeze(tag.value)
    if not text:
        return 0, True, None
    if kind not in {RSA, ED25519}:
        return 0, False, _at(tags, "k", f"receivers know no key of the kind {shown(kind)}")
    try:
        data = _decode(text)
        return (rsa_bits(data) if kind == RSA else _ed25519_bits(data)), False, None
    except ValueError as error:
        return 0, False, Problem(_mistake(tag), f"the key in p= cannot be read: {error}")


def _decode(text: str) -> bytes:
    wrong = _NOT_BASE64.search(text)
    if wrong is not None:
        why = f"{shown(wrong[0])} is not a base64 character"
        raise ValueError(why)
    if len(text) % _QUANTUM:
        why = f"it is cut off: {len(text)} base64 characters are not a multiple of 4"
        raise ValueError(why)
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        why = f"it is not base64 ({str(error).lower()})"
        raise ValueError(why) from None


def _ed25519_bits(data: bytes) -> int:
    if len(data) != _ED25519_BYTES:
        why = f"an Ed25519 key has {_ED25519_BYTES} bytes, and {len(data)} are there"
        raise ValueError(why)
    return _ED25519_BYTES * 8


def _mistake(tag: Tag) -> int:
    """Where in the record the value of `p=` stops being base64, else where it starts."""
    for place, letter in enumerate(tag.value):
        if not letter.isspace() and _NOT_BASE64.match(letter):
            return tag.value_at + place
    return tag.value_at
