from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.certificate_words import renew
from launchready.derive.certificates.proofs import leaf_shows
from launchready.derive.commands import has, lacks, proof
from launchready.facts.platform import Platform
from launchready.facts.tls import Certificate, Handshake
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

_BROKEN = {"md2", "md5", "sha1"}


@check(
    title="The certificate is signed with a broken hash",
    impact="Browsers refuse it, because such a signature can be forged.",
    severity=Severity.HIGH,
    rows=("tls.strength",),
    references=(
        "https://shattered.io/",
        "https://cabforum.org/working-groups/server/baseline-requirements/",
    ),
)
def tls_weak_signature(handshake: Handshake, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A certificate of the chain as sent that is signed with MD2, MD5 or SHA-1. The signature of a
    root on itself protects nothing and does not count.

    ## Why it matters
    Two certificates with the same SHA-1 hash can be made for the price of a used car. No public
    authority has signed with it since 2016.

    ## How to fix it
    Have the certificate reissued; every public authority signs with SHA-256 or better. For a
    private authority set its default hash.

    ## Example
    ```text
    wrong:   Signature Algorithm: sha1WithRSAEncryption
    instead: Signature Algorithm: sha256WithRSAEncryption
    ```
    """
    host = handshake.subject
    weak = [one for one in handshake.chain if one.signature in _BROKEN and not _is_root(one)]
    if not weak:
        return
    yield Finding(
        subject=host,
        message=f"The certificate of {host} is signed with {weak[0].signature.upper()}, which is"
        " broken.",
        fix=f"Have it reissued with SHA-256. {renew(platform, host)}",
        verify=proof(
            leaf_shows(host, handshake.port, "-text"),
            has("Signature Algorithm"),
            lacks("Signature Algorithm:.*(md2|md5|sha1)"),
        ),
        evidence=tuple(f"{one.common_name}: {one.signature}" for one in weak[:5]),
    )


def _is_root(certificate: Certificate) -> bool:
    return certificate.issuer.endswith(f"CN={certificate.common_name}")
