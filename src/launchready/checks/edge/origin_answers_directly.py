from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.proofs import only_by_edge
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.platform import OriginView, Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The server behind the edge answers anybody",
    impact="Attackers walk around the protection that is paid for.",
    severity=Severity.MEDIUM,
    rows=("edge.origin_hidden",),
    references=(
        "https://developers.cloudflare.com/fundamentals/security/protect-your-origin-server/",
    ),
)
def origin_answers_directly(view: OriginView, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    The origin that the manifest names answers a request for the host that did not come through
    the edge, with the same page.

    ## Why it matters
    Old DNS records and certificates give origins away. Who knows the address reaches the server
    without firewall rules, rate limits and caches.

    ## How to fix it
    Accept connections from the edge only: by a tunnel, by a firewall with the edge's published
    addresses, or by client certificates of the edge.

    ## Example
    ```sh
    curl --connect-to shop.example:443:203.0.113.7:443 https://shop.example/   # 200 OK
    ```

    Use instead:
    ```sh
    curl --connect-to shop.example:443:203.0.113.7:443 https://shop.example/   # times out
    ```
    """
    if not view.answers:
        return
    place = view.origin if ":" in view.origin else f"{view.origin}:443"
    yield Finding(
        subject=view.subject,
        message=f"The origin {view.origin} serves {view.subject} to anybody who asks it directly.",
        fix=fix_on(
            of_host(platform, view.subject),
            "Allow only the edge's published addresses in the server's firewall.",
            cloudflare="Use a Cloudflare Tunnel, or allow only the ranges of cloudflare.com/ips in "
            "the server's firewall and turn on Authenticated Origin Pulls under SSL/TLS.",
            cloudfront="Allow only the prefix list `com.amazonaws.global.cloudfront.origin-facing` "
            "in the security group.",
        ),
        verify=only_by_edge(view.subject, place),
        evidence=(f"status {view.status}", view.why),
    )
