from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.certificate_words import renew
from launchready.derive.certificates.proofs import strong_key
from launchready.facts.platform import Platform
from launchready.facts.tls import Certificate, Handshake
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile

_CURVE_BITS = 256


@check(
    title="The certificate's key is too short",
    impact="Somebody who computes the key can read the traffic and impersonate the site.",
    severity=Severity.HIGH,
    rows=("tls.strength",),
    references=("https://cabforum.org/working-groups/server/baseline-requirements/",),
)
def tls_weak_key(
    handshake: Handshake, profile: Profile, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    A certificate of the chain as sent whose RSA key has fewer bits than the profile's `rsa_bits`,
    whose elliptic curve has fewer than 256, or whose key is a DSA key.

    ## Why it matters
    Keys of 1,024 bits are in reach of those who have large computers, and browsers refuse them.

    ## How to fix it
    Make a new key and have the certificate reissued: P-256, or RSA with 2,048 bits or more.

    ## Example
    ```text
    wrong:   openssl req -newkey rsa:1024 ...
    instead: certbot certonly --key-type ecdsa -d shop.example
    ```
    """
    host = handshake.subject
    weak = [one for one in handshake.chain if _is_weak(one, profile)]
    if not weak:
        return
    first = weak[0]
    yield Finding(
        subject=host,
        message=f"The key behind the certificate of {host} is weak: {first.key} with"
        f" {first.key_bits} bits.",
        fix="Make a new key (P-256, or RSA with 2048 bits) and have the certificate reissued with"
        f" it. {renew(platform, host)}",
        verify=strong_key(host, handshake.port, int(profile.threshold("rsa_bits").target)),
        evidence=tuple(f"{one.common_name}: {one.key} {one.key_bits} bits" for one in weak[:5]),
    )


def _is_weak(certificate: Certificate, profile: Profile) -> bool:
    match certificate.key:
        case "RSA":
            bits = profile.threshold("rsa_bits").level(certificate.key_bits)
            return bits is not Level.MET
        case "EC":
            return certificate.key_bits < _CURVE_BITS
        case kind:
            return kind == "DSA"
