from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.facts.dns import Dnssec
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The domain's signatures end in a few days",
    impact="When they run out, a third of the internet cannot reach you.",
    severity=Severity.HIGH,
    rows=("dns.dnssec",),
    references=("https://www.rfc-editor.org/rfc/rfc6781#section-4.4.2",),
)
def dnssec_signature_expires_soon(dnssec: Dnssec) -> Iterator[Finding]:
    """
    ## What it looks for
    A delegated zone whose first signature at the apex has less than an eighth of its time left:
    two days of the usual two weeks. DNS hosts that sign every answer anew, for a day or two,
    are judged by the same share.

    ## Why it matters
    Signers renew signatures days before they end. One that is this late has probably stopped.

    ## How to fix it
    Let the signer run again: restart it, or sign the zone anew at your DNS host.

    ## Example
    ```
    shop.example. RRSIG SOA 13 2 3600 20261109000000 …   ; seen on 2026-11-07
    ```
    Use instead: signatures that are renewed at least a week before they end.
    """
    left, whole = dnssec.expires_days, dnssec.lifetime_days or _USUAL_DAYS
    if not dnssec.ds or left is None or not 0 <= left < whole * _SHARE:
        return
    zone = dnssec.subject
    yield Finding(
        subject=zone,
        message=f"The DNSSEC signatures of {zone} end in {left:.1f} days.",
        fix=f"Sign {zone} anew: restart the signer, or switch DNSSEC off and on at your DNS host"
        " after removing the DS record.",
        verify=judged_again(f"audit {zone}", "dns", "dnssec-signature-expires-soon"),
        evidence=(f"first signature at {zone}: {left:.2f} of {whole:.2f} days left",),
    )


_USUAL_DAYS = 14.0
_SHARE = 0.12
"""Signers renew with a tenth (Knot DNS) to a third (PowerDNS) of the time left."""
