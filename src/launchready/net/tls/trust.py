"""Whether a browser would trust a certificate chain, and if not, why in words."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from launchready.facts.tls import Trust
from launchready.net.failure import Failure, Phase
from launchready.net.tls.certificates import common_name, parse, serves
from launchready.net.tls.roots import read_pem, system_roots

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.x509 import verification


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a browser would say of a chain, for one name at one time."""

    trust: Trust
    why: str = ""
    """The reason in words; empty where the chain is trusted."""
    root: str = ""
    """Name of the known root that the chain leads to."""


class TrustStore:
    """Root certificates, and the judging of chains against them. Nothing is read before use."""

    def __init__(self, load: Callable[[], tuple[x509.Certificate, ...]]) -> None:
        self._load = load

    @classmethod
    def system(cls) -> TrustStore:
        """Trust what this machine trusts."""
        return cls(cache(system_roots))

    @classmethod
    def from_file(cls, path: Path) -> TrustStore:
        """Trust what this machine trusts, and the PEM certificates of a file.

        Raises `OSError` where the file cannot be read, `ValueError` where it holds no certificate.
        """
        extra = read_pem(path.read_bytes())
        if not extra:
            message = f"{path} holds no PEM certificate"
            raise ValueError(message)
        return cls(lambda: (*system_roots(), *extra))

    @cached_property
    def roots(self) -> tuple[x509.Certificate, ...]:
        """The root certificates."""
        return self._load()

    @cached_property
    def _store(self) -> verification.Store:
        from cryptography.x509 import verification

        return verification.Store(list(self.roots))

    def judge(self, chain: Sequence[bytes], host: str, at: datetime) -> Judgement:
        """Judge a chain of DER certificates, leaf first, for a host name or address.

        `at` carries a time zone. Raises `Failure` where this machine has no roots to judge by.
        """
        if not self.roots:
            why = "no root certificates were found on this machine (set SSL_CERT_FILE)"
            raise Failure(Phase.TLS, why)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sent = [parse(der) for der in chain]
            if not sent:
                return Judgement(Trust.REFUSED, "the server sent no certificate")
            if sent[0] is None:
                return Judgement(Trust.REFUSED, "the certificate cannot be read")
            readable = [each for each in sent if each is not None]
            return self._judge(readable, host.strip("[]").rstrip(".").lower(), at)

    def _judge(self, sent: list[x509.Certificate], host: str, at: datetime) -> Judgement:
        from cryptography.x509.verification import VerificationError

        from launchready.net.tls.diagnosis import broken_rules, diagnose

        try:
            path = self._verifier(host, at).verify(sent[0], sent[1:])
        except (VerificationError, ValueError) as error:
            return Judgement(*diagnose(sent, self.roots, host, at, str(error)))
        root = common_name(path[-1])
        # The verifier lets some things pass that browsers do not, such as a small key in the leaf.
        broken = list(broken_rules(path, ends_in_root=True))
        if broken:
            return Judgement(broken[0][0], "; ".join(words for _, words in broken), root)
        places = [sent.index(each) for each in path if each in sent]
        if places != sorted(places):
            order = ", ".join(common_name(each) for each in sent[1:])
            why = (
                f"after the certificate the server sends {order}; each must be followed by the one "
                f"that signed it, and not every client puts them in order"
            )
            return Judgement(Trust.WRONG_ORDER, why, root)
        return Judgement(Trust.TRUSTED, root=root)

    def _verifier(self, host: str, at: datetime) -> verification.ServerVerifier:
        from cryptography import x509
        from cryptography.x509 import verification

        subject: x509.DNSName | x509.IPAddress
        try:
            subject = x509.IPAddress(ip_address(host))
        except ValueError:
            subject = x509.DNSName(host)
        authority, leaf = _policies()
        builder = verification.PolicyBuilder().store(self._store).time(at)
        builder = builder.extension_policies(ca_policy=authority, ee_policy=leaf)
        return builder.build_server_verifier(subject)


@cache
def _policies() -> tuple[verification.ExtensionPolicy, verification.ExtensionPolicy]:
    """Return the Web PKI's rules, less those that browsers do not enforce on private roots.

    Plain `openssl req -x509` roots lack key usage and identifiers; some issuers mark names and
    purposes critical. What the certificates may be used for is checked all the same.
    """
    from cryptography import x509
    from cryptography.x509.verification import Criticality, ExtensionPolicy

    anyhow = Criticality.AGNOSTIC
    authority = (
        ExtensionPolicy.webpki_defaults_ca()
        .require_present(x509.BasicConstraints, anyhow, _may_sign_certificates)
        .may_be_present(x509.KeyUsage, anyhow, _usage_allows_signing)
        .may_be_present(x509.ExtendedKeyUsage, anyhow, _meant_for_servers)
        .may_be_present(x509.SubjectKeyIdentifier, anyhow, None)
        .may_be_present(x509.AuthorityKeyIdentifier, anyhow, None)
    )
    leaf = (
        ExtensionPolicy.webpki_defaults_ee()
        .require_present(x509.SubjectAlternativeName, anyhow, None)
        .may_be_present(x509.BasicConstraints, anyhow, None)
        .may_be_present(x509.KeyUsage, anyhow, None)
        .may_be_present(x509.AuthorityKeyIdentifier, anyhow, None)
        .may_be_present(x509.ExtendedKeyUsage, anyhow, _meant_for_servers)
    )
    return authority, leaf


def _may_sign_certificates(
    _policy: verification.Policy, _certificate: x509.Certificate, constraints: x509.BasicConstraints
) -> None:
    if not constraints.ca:
        message = "it is no certificate authority"
        raise ValueError(message)


def _usage_allows_signing(
    _policy: verification.Policy, _certificate: x509.Certificate, usage: x509.KeyUsage | None
) -> None:
    if usage is not None and not usage.key_cert_sign:
        message = "its key may not sign certificates"
        raise ValueError(message)


def _meant_for_servers(
    _policy: verification.Policy,
    _certificate: x509.Certificate,
    usage: x509.ExtendedKeyUsage | None,
) -> None:
    if usage is not None and not serves(usage):
        message = "it is not meant for servers"
        raise ValueError(message)
