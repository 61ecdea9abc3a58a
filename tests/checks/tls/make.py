"""TLS facts in the state a test needs, good ones by default."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from launchready.facts.dns import CertificateAuthorities
from launchready.facts.platform import Platform
from launchready.facts.run import Run
from launchready.facts.tls import Certificate, Handshake, Trust
from launchready.profiles import load_profile

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOST = "shop.example"
RUN = Run(at=NOW)
PROFILE = load_profile("default")
CLOUDFLARE = Platform(edge="Cloudflare")
LETS_ENCRYPT = "O=Let's Encrypt, CN=E7"


def certificate(
    *,
    names: tuple[str, ...] = (HOST,),
    age: float = 20,
    left: float = 70,
    issuer: str = LETS_ENCRYPT,
    key: str = "EC",
    bits: int = 256,
    signature: str = "sha256",
    name: str = HOST,
) -> Certificate:
    """A certificate that is `age` days old and has `left` days to go."""
    return Certificate(
        common_name=name,
        names=names,
        issuer=issuer,
        not_before=NOW - timedelta(days=age),
        not_after=NOW + timedelta(days=left),
        key=key,
        key_bits=bits,
        signature=signature,
        fingerprint="ab" * 32,
    )


INTERMEDIATE = certificate(names=(), age=400, left=900, issuer="O=ISRG, CN=ISRG Root X2", name="E7")


def handshake(
    *chain: Certificate,
    trust: Trust = Trust.TRUSTED,
    why: str = "",
    version: str = "TLSv1.3",
    cipher: str = "TLS_AES_256_GCM_SHA384",
    host: str = HOST,
    port: int = 443,
) -> Handshake:
    """A handshake; without a chain, a good leaf and its intermediate."""
    return Handshake(
        host,
        port=port,
        address="203.0.113.7",
        version=version,
        cipher=cipher,
        alpn="h2",
        chain=chain or (certificate(), INTERMEDIATE),
        trust=trust,
        why=why,
        root="ISRG Root X2" if trust in {Trust.TRUSTED, Trust.WRONG_ORDER} else "",
    )


def untrusted(trust: Trust, why: str) -> Handshake:
    """A handshake whose chain is not trusted."""
    return handshake(trust=trust, why=why)


def caa(*issue: str, wild: tuple[str, ...] = (), at: str = HOST) -> CertificateAuthorities:
    """CAA records in force for the host."""
    return CertificateAuthorities(HOST, at if issue or wild else "", issue, wild)
