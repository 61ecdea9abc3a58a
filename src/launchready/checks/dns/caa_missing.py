from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.issuers import caa_domains
from launchready.derive.commands import record_has
from launchready.derive.dns.lines import listed, record
from launchready.derive.public_suffix import registrable
from launchready.facts.base import Each
from launchready.facts.dns import CertificateAuthorities
from launchready.facts.tls import Issuers
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Any certificate authority may vouch for your domain",
    impact="A mistake at one of a hundred authorities lets a stranger pass as your site.",
    severity=Severity.MEDIUM,
    rows=("tls.caa",),
    references=("https://www.rfc-editor.org/rfc/rfc8659",),
)
def caa_missing(
    authorities: Each[CertificateAuthorities], issuers: Issuers | None
) -> Iterator[Finding]:
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
        yield Finding(
            subject=domain,
            message=f"{domain} does not say which authorities may issue its certificates.",
            fix=_fix(domain, tuple(hosts), issuers),
            verify=record_has(domain, "CAA", "issue"),
            evidence=(f"no CAA record in force for {listed(tuple(hosts))}",),
        )


def _fix(domain: str, hosts: tuple[str, ...], issuers: Issuers | None) -> str:
    issued = {one.host: one.issuer for one in issuers.hosts} if issuers is not None else {}
    names = {host: caa_domains(issued.get(host, ""))[:1] for host in hosts}
    seen = dict.fromkeys(name for found in names.values() for name in found)
    unseen = tuple(host for host, found in names.items() if not found)
    if not seen:
        value = '0 issue "AUTHORITY-YOU-USE"'
        return (
            f"Add `{record(domain, 'CAA', value)}` for each authority in use, for example"
            " letsencrypt.org; ask your platform which one it uses."
        )
    lines = [f"""`{record(domain, "CAA", f'0 issue "{name}"')}`""" for name in seen]
    ask = f"; who issues for {listed(unseen)} was not seen" if unseen else ""
    return (
        f"Add {' and '.join(lines)}, for the certificates in use now{ask}. Ask each platform"
        " whether it uses other authorities too, and add those, or its renewals are refused."
    )
