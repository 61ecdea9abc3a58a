from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.derive.dns.lines import listed
from launchready.facts.dns import DnsHost
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nobody knows who runs your domain's records",
    impact="When a record must change in an emergency, nobody knows where to sign in.",
    severity=Severity.HIGH,
    rows=("dns.providers_known",),
    references=("https://www.rfc-editor.org/rfc/rfc1034#section-4",),
)
def dns_host_unknown(host: DnsHost) -> Iterator[Finding]:
    """
    ## What it looks for
    Name servers that belong to no DNS host known by name, in a product whose manifest does not
    say who runs them. Without a manifest that is unknown, for nobody has been asked.

    ## Why it matters
    Records decide where the product is. Whoever built it may have left, with the only login.

    ## How to fix it
    Find the account, note it in the manifest, and make sure that two people can sign in.

    ## Example
    ```toml
    [hosting]
    dns = ""
    ```
    Use instead:
    ```toml
    [hosting]
    dns = "Cloudflare"
    ```
    """
    if host.provider:
        return
    yield Finding(
        subject=host.subject,
        message=f"Nobody has said who runs the name servers of {host.subject}"
        f" ({listed(host.nameservers, 3)}).",
        fix="Find the account in which these name servers are managed, and name the DNS host in the"
        " manifest.",
        verify=judged_again(f"audit {host.subject}", "dns", "dns-host-unknown"),
        evidence=tuple(f"{host.subject} NS {name}" for name in host.nameservers[:6]),
    )
