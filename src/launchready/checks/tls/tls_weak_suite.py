from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.certificate_words import endpoints
from launchready.derive.certificates.proofs import refuses_suites
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.base import Each
from launchready.facts.platform import Platform
from launchready.facts.tls import Offers
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Broken ciphers are still accepted",
    impact="An attacker on the way can read or change what visitors send.",
    severity=Severity.HIGH,
    rows=("tls.strength",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc9325#section-4.1",
        "https://ciphersuite.info/",
    ),
)
def tls_weak_suite(offers: Each[Offers], platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    An endpoint that accepts a suite without encryption (NULL), without a certificate (anon), of
    export strength, or with RC4, DES or 3DES, when nothing better is offered. Hosts on the same
    address and certificate are one endpoint.

    ## Why it matters
    These ciphers can be broken, some of them in real time. A client that is talked down to one of
    them has no protection.

    ## How to fix it
    Take the suites of Mozilla's intermediate configuration. Every browser of the last ten years
    knows them.

    ## Example
    ```text
    wrong:   ssl_ciphers ALL:!aNULL;
    instead: ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;
    ```
    """
    for one, hosts in endpoints(offers):
        if not one.suites:
            continue
        yield Finding(
            subject=one.subject,
            message=f"{one.subject} accepts ciphers that are broken, such as {one.suites[0]}.",
            fix=fix_on(
                of_host(platform, one.subject),
                "Allow only ECDHE suites with AES-GCM or ChaCha20-Poly1305, in the settings of what"
                " ends the TLS connections.",
                cloudflare="In Cloudflare: SSL/TLS > Edge Certificates > Minimum TLS Version: 1.2,"
                " and Cipher suites: Modern or PCI DSS.",
                nginx="In nginx: `ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;` in `http` and in every"
                " `server` block, then `nginx -s reload`.",
                apache="In Apache: `SSLCipherSuite ECDHE+AESGCM:ECDHE+CHACHA20`, then reload.",
                cloudfront="In CloudFront: Settings > Security policy: TLSv1.2_2021.",
            ),
            verify=refuses_suites(one.subject, 443, one.suites),
            evidence=(
                *(f"accepted: {suite}" for suite in one.suites[:10]),
                *(f"the same endpoint: {host}" for host in hosts[1:9]),
            ),
        )
