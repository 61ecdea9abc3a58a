"""A certificate authority of the demo's own: root, intermediate, and leaves good and bad."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Chain(Enum):
    """What a server sends besides its leaf."""

    FULL = "leaf, intermediate"
    LEAF_ONLY = "leaf alone"
    WRONG_ORDER = "leaf, root, intermediate"
    SELF_SIGNED = "a leaf that signed itself"
    OTHER_ROOT = "leaf and intermediate of an authority that nobody knows"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A certificate to issue. The default is a good one, renewed 20 of its 90 days ago."""

    names: tuple[str, ...]
    age_days: float = 20
    left_days: float = 70
    rsa_bits: int = 0
    """0: an elliptic-curve key (P-256)."""
    sha1: bool = False
    """Signed with SHA-1 by an RSA issuer."""
    chain: Chain = Chain.FULL
    must_staple: bool = False
    for_clients: bool = False
    """Meant for clients, not for servers (extended key usage)."""


@dataclass(frozen=True, slots=True)
class _Issuer:
    certificate: x509.Certificate
    key: Key


class CertificateAuthority:
    """Issues leaves into a folder; the keys live only there."""

    def __init__(self, folder: Path, name: str = "Let's Encrypt") -> None:
        self._folder = folder
        self._name = name
        self._root = _authority(f"{name} Demo Root", name, None)
        self._intermediate = _authority("E7", name, self._root)
        stranger = _authority("Unknown Demo Root", "Nobody You Know", None)
        self._stranger = _authority("Unknown Demo Issuer", "Nobody You Know", stranger)
        self.ca_file = folder / "root.pem"
        self.ca_file.write_bytes(_pem(self._root.certificate))

    def issue(self, leaf: Leaf) -> Path:
        """Write the key and the chain as one PEM file and return its path."""
        key = _key(leaf.rsa_bits)
        issuer = self._stranger if leaf.chain is Chain.OTHER_ROOT else self._intermediate
        if leaf.sha1:
            issuer = _authority("R3", self._name, self._root, _key(2048))
        certificate = _leaf(leaf, key, None if leaf.chain is Chain.SELF_SIGNED else issuer)
        if leaf.sha1:
            certificate = _signed_with_sha1(certificate, issuer)
        chain = {
            Chain.FULL: [issuer.certificate],
            Chain.OTHER_ROOT: [issuer.certificate],
            Chain.WRONG_ORDER: [self._root.certificate, issuer.certificate],
            Chain.LEAF_ONLY: [],
            Chain.SELF_SIGNED: [],
        }[leaf.chain]
        path = self._folder / f"{certificate.serial_number:x}.pem"
        path.touch(mode=0o600)
        path.write_bytes(_key_pem(key) + b"".join(map(_pem, [certificate, *chain])))
        return path


def _authority(
    common_name: str, organisation: str, signer: _Issuer | None, key: Key | None = None
) -> _Issuer:
    key = key or _key(0)
    name = _name(common_name, organisation)
    builder = _builder(name, signer.certificate.subject if signer else name, key, (365, 1825))
    builder = builder.add_extension(
        x509.BasicConstraints(ca=True, path_length=0 if signer else None), critical=True
    ).add_extension(_usage(authority=True), critical=True)
    if signer:
        builder = _authority_key(builder, signer)
    signing = signer.key if signer else key
    return _Issuer(builder.sign(signing, hashes.SHA256()), key)


def _leaf(leaf: Leaf, key: Key, issuer: _Issuer | None) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, leaf.names[0])])
    builder = _builder(
        name, issuer.certificate.subject if issuer else name, key, (leaf.age_days, leaf.left_days)
    )
    usage = ExtendedKeyUsageOID.CLIENT_AUTH if leaf.for_clients else ExtendedKeyUsageOID.SERVER_AUTH
    builder = (
        builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
        .add_extension(_alternative_names(leaf.names), critical=False)
    )
    if issuer:
        builder = _authority_key(builder, issuer)
    if leaf.must_staple:
        feature = x509.TLSFeature([x509.TLSFeatureType.status_request])
        builder = builder.add_extension(feature, critical=False)
    return builder.sign(issuer.key if issuer else key, hashes.SHA256())


def _signed_with_sha1(certificate: x509.Certificate, issuer: _Issuer) -> x509.Certificate:
    """Sign again with SHA-1, which the library no longer does for certificates.

    The identifiers of both algorithms have the same length (RFC 8017 appendix A.2.4), and so have
    both signatures, so that the rest of the DER form stays as it is.
    """
    if not isinstance(issuer.key, rsa.RSAPrivateKey):
        message = "only an RSA issuer can sign with SHA-1 here"
        raise TypeError(message)
    tbs = certificate.tbs_certificate_bytes.replace(_SHA256_WITH_RSA, _SHA1_WITH_RSA)
    signature = issuer.key.sign(tbs, padding.PKCS1v15(), hashes.SHA1())  # noqa: S303 - the fault
    der = certificate.public_bytes(serialization.Encoding.DER)
    der = der.replace(_SHA256_WITH_RSA, _SHA1_WITH_RSA).replace(certificate.signature, signature)
    return x509.load_der_x509_certificate(der)


_SHA256_WITH_RSA = bytes.fromhex("06092a864886f70d01010b")
_SHA1_WITH_RSA = bytes.fromhex("06092a864886f70d010105")


def _builder(
    subject: x509.Name, issuer: x509.Name, key: Key, days: tuple[float, float]
) -> x509.CertificateBuilder:
    now, (before, after) = datetime.now(UTC), days
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=before))
        .not_valid_after(now + timedelta(days=after))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _authority_key(builder: x509.CertificateBuilder, issuer: _Issuer) -> x509.CertificateBuilder:
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
    return builder.add_extension(identifier, critical=False)


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=not authority,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _alternative_names(names: Sequence[str]) -> x509.SubjectAlternativeName:
    return x509.SubjectAlternativeName([_alternative(name) for name in names])


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _name(common_name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _key(rsa_bits: int) -> Key:
    if not rsa_bits:
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(65537, rsa_bits)


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
