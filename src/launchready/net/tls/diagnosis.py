"""Why a chain is not trusted: the reasons in words, the most helpful first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from ipaddress import ip_address
from typing import TYPE_CHECKING

from launchready.derive.pattern import lazy
from launchready.facts.tls import Trust
from launchready.net.tls.certificates import (
    access_url,
    common_name,
    extension,
    issuer_of,
    key_of,
    names_of,
    plain,
    serves,
    signature_hash,
)

if TYPE_CHECKING:
    from cryptography import x509

    Chain = Sequence[x509.Certificate]

_LONGEST_PATH = 10
_NAMES_SHOWN = 3
_SMALLEST_RSA = 2048
_BROKEN_HASHES = {"md2", "md5", "sha1"}
_NOISE = lazy(
    r"^validation failed: |candidates exhausted: |\s*\(encountered processing.*", re.DOTALL
)

Reason = tuple[Trust, str]


def diagnose(sent: Chain, roots: Chain, host: str, at: datetime, verifier_said: str) -> Reason:
    """Return the first reason's kind and all reasons in words, for a chain that did not verify.

    `sent` begins with the leaf. The verifier's own words serve where no better reason is found.
    """
    path, ends_in_root = walk(sent, roots, at)
    reasons = [
        *_dates(path, at),
        *_name(path[0], host),
        *_end(path, sent, ends_in_root=ends_in_root),
        *broken_rules(path, ends_in_root=ends_in_root),
    ]
    if not reasons:
        said = plain(_NOISE.sub("", verifier_said))
        reasons = [(Trust.REFUSED, f"it breaks a rule of the Web PKI: {said}")]
    return reasons[0][0], "; ".join(words for _, words in reasons)


def walk(sent: Chain, roots: Chain, at: datetime) -> tuple[Chain, bool]:
    """Follow signatures upwards from the leaf, and tell whether that ended in a known root."""
    path = [sent[0]]
    while len(path) < _LONGEST_PATH:
        last = path[-1]
        if last in roots:
            return path, True
        issuers = [each for each in (*roots, *sent) if each not in path and signed(each, last)]
        if not issuers:
            break
        valid = [each for each in issuers if not list(_dates([each], at))]
        path.append((valid or issuers)[0])
    return path, path[-1] in roots


def signed(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    """Whether one certificate was signed by the other, as far as this can still be checked."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    try:
        if certificate.issuer != issuer.subject:
            return False
        certificate.verify_directly_issued_by(issuer)
    except InvalidSignature:
        return False
    except (ValueError, TypeError, UnsupportedAlgorithm):
        # A hash too old to be checked, such as MD5: the names must do, as only words follow.
        return signature_hash(certificate) in _BROKEN_HASHES
    return True


def _called(place: int, certificate: x509.Certificate) -> str:
    return f"the issuing certificate “{common_name(certificate)}”" if place else "the certificate"


def _dates(path: Chain, at: datetime) -> Iterator[Reason]:
    for place, each in enumerate(path):
        called = _called(place, each)
        if at > each.not_valid_after_utc:
            yield (
                Trust.EXPIRED,
                f"{called} expired on {each.not_valid_after_utc:%Y-%m-%d %H:%M} UTC",
            )
        elif at < each.not_valid_before_utc:
            begins = f"{each.not_valid_before_utc:%Y-%m-%d %H:%M}"
            yield Trust.NOT_YET_VALID, f"{called} is not valid before {begins} UTC"


def _name(leaf: x509.Certificate, host: str) -> Iterator[Reason]:
    names = names_of(leaf)
    if not names or covers(names, host):
        return
    shown = ", ".join(names[:_NAMES_SHOWN])
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    yield Trust.WRONG_NAME, f"the certificate is for {shown}{more}, not for {plain(host)}"


def covers(names: Iterable[str], host: str) -> bool:
    """Whether one of a certificate's names is for this host (RFC 9525 §6.3)."""
    try:
        address = ip_address(host)
    except ValueError:
        parent = host.partition(".")[2]
        wanted = {host, f"*.{parent}"} if "." in parent else {host}
        return any(name.lower().rstrip(".") in wanted for name in names)
    return any(name == str(address) for name in names)


def _end(path: Chain, sent: Chain, *, ends_in_root: bool) -> Iterator[Reason]:
    last = path[-1]
    if ends_in_root:
        return
    if signed(last, last):
        if len(path) == 1:
            yield Trust.SELF_SIGNED, "the certificate is signed by itself, so no browser trusts it"
        else:
            name = common_name(last)
            yield Trust.UNKNOWN_ROOT, f"the chain ends in “{name}”, which is not a known root"
        return
    issuer = issuer_of(last)
    namesakes = [each for each in sent if each is not last and each.subject == last.issuer]
    if namesakes:
        words = f"the signature on {_called(len(path) - 1, last)} does not match “{issuer}”"
        yield Trust.REFUSED, words
    elif len(path) == 1:
        url = access_url(last, issuer=True)
        where = f"; it can be had from {url}" if url else ""
        words = f"the certificate of its issuer “{issuer}” was not sent and is not a known root"
        yield Trust.MISSING_INTERMEDIATE, words + where
    else:
        words = f"the chain leads to “{issuer}”, which was not sent and is not a known root"
        yield Trust.UNKNOWN_ROOT, words


def broken_rules(path: Chain, *, ends_in_root: bool) -> Iterator[Reason]:
    """Yield what browsers refuse even under a known root. Roots themselves are let be."""
    from cryptography import x509

    if not names_of(path[0]):
        words = "the certificate names no host in subjectAltName; a common name does not count"
        yield Trust.REFUSED, words
    usage = extension(path[0], x509.ExtendedKeyUsage)
    if usage is not None and not serves(usage):
        yield Trust.REFUSED, "the certificate is not meant for servers (extended key usage)"
    for place, each in enumerate(path[:-1] if ends_in_root else path):
        called = _called(place, each)
        kind, bits = key_of(each)
        if kind == "RSA" and bits < _SMALLEST_RSA:
            words = f"the RSA key of {called} has {bits} bits, {_SMALLEST_RSA} are needed"
            yield Trust.REFUSED, words
        digest = signature_hash(each)
        if digest in _BROKEN_HASHES:
            yield Trust.REFUSED, f"{called} is signed with {digest.upper()}, long broken"
        constraints = extension(each, x509.BasicConstraints)
        if place and not (constraints and constraints.ca):
            yield Trust.REFUSED, f"{called} may not sign others: it is no certificate authority"
