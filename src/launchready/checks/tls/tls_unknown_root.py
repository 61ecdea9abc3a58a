from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.certificate_words import evidence, renew, sent
from launchready.derive.certificates.proofs import trusted
from launchready.facts.platform import Platform
from launchready.facts.tls import Handshake, Trust
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The certificate comes from an authority that browsers do not know",
    impact="Every browser warns visitors away, and programs refuse to connect.",
    severity=Severity.BLOCKER,
    rows=("tls.valid",),
    references=("https://www.ccadb.org/",),
)
def tls_unknown_root(handshake: Handshake, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A chain that ends in a root which is not among those that this machine, like a browser, trusts.
    `--ca-file` adds the root of a company or of a test.

    ## Why it matters
    Origin certificates of an edge network and certificates of a company's own authority are fine
    between machines that know them. Visitors' browsers do not.

    ## How to fix it
    Use a certificate of a public authority for what visitors reach. If it is an origin certificate
    of Cloudflare, turn the proxy (orange cloud) on for the host, so that visitors meet the edge.

    ## Example
    ```text
    wrong:   issuer=O=CloudFlare, Inc., OU=CloudFlare Origin SSL Certificate Authority
    instead: the host proxied by Cloudflare, or a certificate of Let's Encrypt on it
    ```
    """
    if handshake.trust is not Trust.UNKNOWN_ROOT:
        return
    host, port = handshake.subject, handshake.port
    yield Finding(
        subject=host,
        message=f"The certificate of {host} leads to an authority that browsers do not know.",
        fix=renew(platform, host),
        verify=trusted(host, port),
        evidence=(*evidence(handshake), *sent(handshake)),
    )
