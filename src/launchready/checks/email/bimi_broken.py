from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.derive.mail.bimi import bimi_records, read_bimi
from launchready.derive.mail.discovery import standing
from launchready.derive.mail.dmarc import Policy
from launchready.derive.mail.publish import publish, seen
from launchready.facts.mail import Bimi, Dmarc
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The logo beside your mail cannot be shown",
    impact="You set up a logo for the inbox, and no inbox shows it.",
    severity=Severity.MEDIUM,
    rows=("email.dmarc",),
    references=("https://bimigroup.org/implementation-guide/",),
)
def bimi_broken(bimi: Bimi, dmarc: Dmarc | None, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A BIMI record with a mistake, a logo that does not answer or is no SVG, or a DMARC policy too
    weak for it: inboxes ask for `quarantine` or `reject` for all mail. A domain without a BIMI
    record is fine.

    ## Why it matters
    Inboxes show the logo only when everything fits.

    ## How to fix it
    Correct what is named below. Gmail and Apple also ask for a mark certificate in `a=`.

    ## Example
    ```zone
    default._bimi.shop.example. 300 IN TXT "v=BIMI1; l=http://shop.example/logo.png"
    ```
    Use instead:
    ```zone
    default._bimi.shop.example. 300 IN TXT "v=BIMI1; l=https://shop.example/logo.svg; a="
    ```
    """
    records = bimi_records(bimi.record.values)
    if not records:
        return
    stated = read_bimi(records[0])
    faults = [str(problem) for problem in stated.problems] or _faults(bimi, dmarc)
    if len(records) > 1:
        faults = ["there are several records, so inboxes ignore them all"]
    if stated.declined or not faults:
        return
    name = f"default._bimi.{bimi.subject}"
    logo = stated.logo if stated.logo.startswith("https://") else f"https://{bimi.subject}/logo.svg"
    yield Finding(
        subject=name,
        message=f"The BIMI logo of {bimi.subject} cannot be shown: {faults[0]}.",
        fix="Correct it, then " + publish(name, f"v=BIMI1; l={logo[:300]}; a=", product),
        verify=judged_again(f"audit {bimi.subject}", "email", "bimi-broken"),
        evidence=(seen(name, records[0]), *faults[:3]),
    )


def _faults(bimi: Bimi, dmarc: Dmarc | None) -> list[str]:
    faults = [bimi.problem] if bimi.problem else []
    if bimi.status and not bimi.problem and bimi.content_type != "image/svg+xml":
        faults.append(f"the logo is served as {bimi.content_type or 'nothing'}, not image/svg+xml")
    found = standing(dmarc.subject, dmarc.answers).governing if dmarc is not None else None
    if dmarc is not None and (found is None or found.applied in {None, Policy.NONE}):
        faults.append("DMARC is not at quarantine or reject")
    return faults
