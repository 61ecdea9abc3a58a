"""Certificates as plain facts, read from hostile bytes."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from launchready.facts.tls import Certificate

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.x509.extensions import ExtensionType

    E = TypeVar("E", bound=ExtensionType)

_LONGEST_TEXT = 300
_MOST_NAMES = 1000
_MD2_WITH_RSA = "1.2.840.113549.1.1.2"


def plain(text: str) -> str:
    """Return hostile text on one line: bounded, without control or invisible characters."""
    cut = text[: _LONGEST_TEXT + 1]
    clean = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in cut)
    return clean if len(clean) <= _LONGEST_TEXT else clean[: _LONGEST_TEXT - 1] + "…"


def parse(der: bytes) -> x509.Certificate | None:
    """Return the certificate, or None where these bytes are none."""
    from cryptography import x509

    with warnings.catch_warnings():
        # Serial numbers of zero and the like are the target's business, not the terminal's.
        warnings.simplefilter("ignore")
        try:
            return x509.load_der_x509_certificate(der)
        except (ValueError, TypeError, x509.InvalidVersion):
            return None


def read(chain: Iterable[bytes]) -> tuple[Certificate, ...]:
    """Return the certificates of a chain in its order; what cannot be read is left out."""
    found = ((parse(der), der) for der in chain)
    return tuple(describe(each, der) for each, der in found if each is not None)


def describe(certificate: x509.Certificate, der: bytes) -> Certificate:
    """Return what a certificate says of itself; parts that cannot be read are empty."""
    from cryptography import x509

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        key, bits = key_of(certificate)
        features = extension(certificate, x509.TLSFeature)
        return Certificate(
            common_name=common_name(certificate),
            names=names_of(certificate),
            issuer=issuer_of(certificate),
            not_before=certificate.not_valid_before_utc,
            not_after=certificate.not_valid_after_utc,
            key=key,
            key_bits=bits,
            signature=signature_hash(certificate),
            fingerprint=hashlib.sha256(der).hexdigest(),
            ocsp=access_url(certificate, issuer=False),
            must_staple=features is not None and x509.TLSFeatureType.status_request in features,
        )


def extension(certificate: x509.Certificate, kind: type[E]) -> E | None:
    """Return an extension's value, or None where it is missing or cannot be read."""
    from cryptography import x509

    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except (
        ValueError,
        TypeError,
        x509.ExtensionNotFound,
        x509.DuplicateExtension,
        x509.UnsupportedGeneralNameType,
    ):
        return None


def names_of(certificate: x509.Certificate) -> tuple[str, ...]:
    """Return the DNS names, then the addresses, of the subjectAltName."""
    from cryptography import x509

    names = extension(certificate, x509.SubjectAlternativeName)
    if names is None:
        return ()
    hosts = [*names.get_values_for_type(x509.DNSName)]
    addresses = [str(address) for address in names.get_values_for_type(x509.IPAddress)]
    return tuple(plain(name) for name in (*hosts, *addresses)[:_MOST_NAMES])


def common_name(certificate: x509.Certificate) -> str:
    """Return the subject's common name; its organisation or unit where it has none."""
    from cryptography.x509.oid import NameOID

    kinds = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME)
    try:
        subject = certificate.subject
    except ValueError:
        return ""
    found = [
        plain(_text(name.value)) for kind in kinds for name in subject.get_attributes_for_oid(kind)
    ]
    return found[0] if found else ""


def issuer_of(certificate: x509.Certificate) -> str:
    """Return organisation and common name of the issuer: `O=…, CN=…`."""
    from cryptography.x509.oid import NameOID

    kinds = {
        "O": NameOID.ORGANIZATION_NAME,
        "OU": NameOID.ORGANIZATIONAL_UNIT_NAME,
        "CN": NameOID.COMMON_NAME,
    }
    try:
        issuer = certificate.issuer
    except ValueError:
        return ""
    parts = {
        label: _text(name.value)
        for label, kind in kinds.items()
        for name in issuer.get_attributes_for_oid(kind)
    }
    if "O" in parts and "CN" in parts:
        parts.pop("OU", None)
    return plain(", ".join(f"{label}={value}" for label, value in parts.items()))


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.hex()


def key_of(certificate: x509.Certificate) -> tuple[str, int]:
    """Return the kind of the public key and its bits; `unknown` and 0 where it cannot be read."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa

    try:
        key = certificate.public_key()
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return "unknown", 0
    if isinstance(key, rsa.RSAPublicKey):
        return "RSA", key.key_size
    if isinstance(key, ec.EllipticCurvePublicKey | dsa.DSAPublicKey):
        return "DSA" if isinstance(key, dsa.DSAPublicKey) else "EC", key.key_size
    if isinstance(key, ed25519.Ed25519PublicKey):
        return "Ed25519", 256
    return ("Ed448", 456) if isinstance(key, ed448.Ed448PublicKey) else ("unknown", 0)


def signature_hash(certificate: x509.Certificate) -> str:
    """Return the hash that was signed: `sha256`, `sha1`…; the algorithm's number where unknown."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.x509.oid import SignatureAlgorithmOID

    oid = certificate.signature_algorithm_oid
    # EdDSA names no hash because it brings its own (RFC 8032 §5.1 and §5.2).
    own = {SignatureAlgorithmOID.ED25519: "sha512", SignatureAlgorithmOID.ED448: "shake256"}
    try:
        algorithm = certificate.signature_hash_algorithm
    except (ValueError, UnsupportedAlgorithm):
        return "md2" if oid.dotted_string == _MD2_WITH_RSA else oid.dotted_string
    return algorithm.name if algorithm else own.get(oid, oid.dotted_string)


def access_url(certificate: x509.Certificate, *, issuer: bool) -> str:
    """Return where the issuer's certificate, else its OCSP responder is (RFC 5280 §4.2.2.1)."""
    from cryptography import x509
    from cryptography.x509.oid import AuthorityInformationAccessOID as Access

    wanted = Access.CA_ISSUERS if issuer else Access.OCSP
    for place in extension(certificate, x509.AuthorityInformationAccess) or ():
        if place.access_method == wanted and isinstance(
            place.access_location, x509.UniformResourceIdentifier
        ):
            return plain(place.access_location.value)
    return ""


def serves(usage: x509.ExtendedKeyUsage) -> bool:
    """Whether a certificate with this purpose may identify a web server (RFC 5280 §4.2.1.12)."""
    from cryptography.x509.oid import ExtendedKeyUsageOID as Usage

    return Usage.SERVER_AUTH in usage or Usage.ANY_EXTENDED_KEY_USAGE in usage
