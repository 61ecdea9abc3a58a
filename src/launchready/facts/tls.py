"""What endpoints showed when a TLS connection was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from launchready.facts.base import PRODUCT, Fact


class Trust(StrEnum):
    """What a browser would say of a certificate chain."""

    TRUSTED = "trusted"
    EXPIRED = "expired"
    NOT_YET_VALID = "not yet valid"
    WRONG_NAME = "wrong name"
    SELF_SIGNED = "self-signed"
    MISSING_INTERMEDIATE = "missing intermediate"
    WRONG_ORDER = "wrong order"
    UNKNOWN_ROOT = "unknown root"
    REFUSED = "refused"
    """The chain leads to a known root, but breaks another rule; `why` names it."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate of a chain."""

    common_name: str
    names: tuple[str, ...]
    """DNS names and IP addresses it is for."""
    issuer: str
    """`O=…, CN=…` of the issuer."""
    not_before: datetime
    not_after: datetime
    key: str
    """`RSA`, `EC`, `Ed25519`…"""
    key_bits: int
    signature: str
    """Hash of the signature: `sha256`, `sha1`, `md5`…"""
    fingerprint: str
    """SHA-256 of the DER form, hex."""
    ocsp: str = ""
    must_staple: bool = False


@dataclass(frozen=True, slots=True)
class Handshake(Fact):
    """One TLS endpoint as a browser meets it. The subject is the host name."""

    port: int = 443
    address: str = ""
    version: str = ""
    """`TLSv1.3`, `TLSv1.2`…"""
    cipher: str = ""
    alpn: str = ""
    """`h2`, `http/1.1` or empty."""
    chain: tuple[Certificate, ...] = ()
    """As the server sent it, leaf first."""
    trust: Trust = Trust.UNKNOWN_ROOT
    why: str = ""
    """The reason in words where the chain is not trusted."""
    root: str = ""
    """Name of the root that the chain leads to, where it is trusted."""
    handshake_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Issued:
    """Who issued the certificate that a host shows."""

    host: str
    issuer: str
    """As the certificate writes it: `O=Let's Encrypt, CN=R11`."""


@dataclass(frozen=True, slots=True)
class Issuers(Fact):
    """Who vouches for the product's hosts today, as far as it was seen."""

    subject: str = PRODUCT
    hosts: tuple[Issued, ...] = ()


@dataclass(frozen=True, slots=True)
class HttpsPort(Fact):
    """Whether the HTTPS port speaks TLS at all. The subject is the host name."""

    port: int = 443
    tls: bool = True
    answered: str = ""
    """What it said instead, in words: `plain HTTP`, `closed the connection`…"""
    http: bool = False
    """Where there is no TLS: the host serves plain HTTP on its own port."""


@dataclass(frozen=True, slots=True)
class Offers(Fact):
    """What an endpoint accepts when it is offered old things. The subject is the host name."""

    protocols: tuple[str, ...] = ()
    """Weak versions it accepted: `SSLv3`, `TLSv1.0`, `TLSv1.1`."""
    refused: tuple[str, ...] = ()
    """Weak versions it refused."""
    suites: tuple[str, ...] = ()
    """Weak suites it accepted, IANA names."""
    all_suites: tuple[str, ...] = ()
    """With --deep: every TLS 1.2 suite it accepts, IANA names, in the order of its preference."""
    stapled: bool | None = None
    """Whether an OCSP response was stapled; None where that could not be seen."""
    shared_with: str = ""
    """The host whose endpoint (same address, same certificate) was probed for both."""
    unseen: tuple[str, ...] = ()
    """Offers that got no usable answer: `TLSv1.0: timed out`."""


@dataclass(frozen=True, slots=True)
class Staple(Fact):
    """What an endpoint whose certificate demands a stapled OCSP response does about it.

    The subject is the host name; there is no such fact for other certificates.
    """

    port: int = 443
    stapled: bool = False
    common_name: str = ""
    ocsp: str = ""
    """The responder that the server has to ask."""
