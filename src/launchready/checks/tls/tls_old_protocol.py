from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.certificate_words import endpoints
from launchready.derive.certificates.proofs import refuses_versions
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.base import Each
from launchready.facts.platform import Platform
from launchready.facts.tls import Offers
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Outdated encryption is still accepted",
    impact="Card and security reviews fail, and an attacker can try known attacks on old versions.",
    severity=Severity.HIGH,
    rows=("tls.strength",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc8996",
        "https://www.rfc-editor.org/rfc/rfc7568",
    ),
)
def tls_old_protocol(offers: Each[Offers], platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    An endpoint that accepts SSL 3, TLS 1.0 or TLS 1.1 when nothing newer is offered. Hosts on the
    same address and certificate are one endpoint.

    ## Why it matters
    These versions are forbidden by their own standards body and by PCI DSS. No browser has used
    them since 2020, so nobody needs them.

    ## How to fix it
    Allow TLS 1.2 and TLS 1.3 only, where the connections end.

    ## Example
    ```text
    wrong:   ssl_protocols TLSv1 TLSv1.1 TLSv1.2;
    instead: ssl_protocols TLSv1.2 TLSv1.3;
    ```
    """
    for one, hosts in endpoints(offers):
        if not one.protocols:
            continue
        versions = " and ".join(one.protocols)
        yield Finding(
            subject=one.subject,
            message=f"{one.subject} still accepts {versions}.",
            fix=fix_on(
                of_host(platform, one.subject),
                "Allow TLS 1.2 and 1.3 only, in the settings of what ends the TLS connections.",
                cloudflare="In Cloudflare: SSL/TLS > Edge Certificates > Minimum TLS Version: 1.2.",
                nginx="In nginx: `ssl_protocols TLSv1.2 TLSv1.3;` in every `server` block and in"
                " `http`, then `nginx -s reload`.",
                apache="In Apache: `SSLProtocol -all +TLSv1.2 +TLSv1.3`, then reload.",
                caddy="Remove `protocols` from the `tls` block: TLS 1.2 is Caddy's default.",
                cloudfront="In CloudFront: Settings > Security policy: TLSv1.2_2021.",
            ),
            verify=refuses_versions(one.subject, 443, one.protocols),
            evidence=(
                *(f"accepted: {version}" for version in one.protocols),
                *(f"the same endpoint: {host}" for host in hosts[1:9]),
            ),
        )
