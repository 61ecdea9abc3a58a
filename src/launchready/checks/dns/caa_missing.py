from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.derive.dns.lines import listed, record
from launchready.derive.public_suffix import registrable
from launchready.facts.base import Each
from launchready.facts.dns import CertificateAuthorities
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Any certificate authority may vouch for your domain",
    impact="A mistake at one of a hundred authorities lets a stranger pass as your site.",
    severity=Severity.MEDIUM,
    rows=("tls.caa",),
    references=("https://www.rfc-editor.org/rfc/rfc8659",),
)
def caa_missing(authorities: Each[CertificateAuthorities]) -> Iterator[Finding]:
    """
    ## What it looks for
    A domain without a CAA record at the host or anywhere above it. One finding speaks for all
    hosts of the domain.

    ## Why it matters
    The record names the authorities that may issue certificates for your names. Every other one
    must refuse, whoever asks.

    ## How to fix it
    Publish a CAA record at the domain for each authority you use, and where to report attempts.
    Include the one that your platform uses, or its next renewal is refused.

    ## Example
    ```
    $ dig +short shop.example CAA
    ```
    Use instead:
    ```zone
    shop.example. 300 IN CAA 0 issue "letsencrypt.org"
    shop.example. 300 IN CAA 0 iodef "mailto:security@shop.example"
    ```
    """
    bare: dict[str, list[str]] = {}
    for one in authorities:
        if not one.found_at:
            bare.setdefault(registrable(one.subject), []).append(one.subject)
    for domain, hosts in bare.items():
        value = '0 issue "AUTHORITY-YOU-USE"'
        yield Finding(
            subject=domain,
            message=f"{domain} does not say which authorities may issue its certificates.",
            fix=f"Add `{record(domain, 'CAA', value)}` for each authority in use, for example"
            " letsencrypt.org; ask your platform which one it uses.",
            verify=record_has(domain, "CAA", "issue"),
            evidence=(f"no CAA record in force for {listed(tuple(hosts))}",),
        )
