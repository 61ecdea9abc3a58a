from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.derive.mail.spf.record import read_record
from launchready.derive.mail.spf.repair import repaired
from launchready.derive.mail.spf.words import cut, published, replace_by
from launchready.facts.product import Product
from launchready.facts.spf import SpfRecord
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The SPF record has a mistake that voids it",
    impact="Receivers give up on the record, so sign-up and receipt mails land in spam.",
    severity=Severity.BLOCKER,
    rows=("email.spf",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc7208#section-4.6",
        "https://www.rfc-editor.org/rfc/rfc7208#section-12",
    ),
)
def spf_syntax_error(record: SpfRecord, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    Terms of the record that break its grammar, each with its place: misspelt mechanisms, addresses
    where names belong, prefix lengths out of range, stray punctuation. Also mechanisms written with
    `=`, which receivers read as unknown modifiers and pass over.

    ## Why it matters
    One wrong term voids the whole record, whatever the others say. The error shows in no test
    message of your own provider, since mail within one provider is not checked.

    ## How to fix it
    Publish the record with the term mended. Where nobody can tell what was meant it is left out:
    check that no sender goes with it.

    ## Example
    ```zone
    shop.example. 300 IN TXT "v=spf1 a:192.0.2.1 include=_spf.google.com ~all"
    ```
    Use instead:
    ```zone
    shop.example. 300 IN TXT "v=spf1 ip4:192.0.2.1 include:_spf.google.com ~all"
    ```
    """
    domain = record.subject
    if len(record.records) != 1:
        return
    read = read_record(record.records[0])
    wrong = [
        *(f"column {one.column}, `{cut(one.text)}`: {one.why}" for one in read.problems),
        *(
            f"column {one.column}, `{cut(one.text)}`: ignored, since `{one.name}` takes a colon"
            for one in read.mistaken
        ),
    ]
    if not wrong:
        return
    effect = "so receivers give up on all of it" if read.problems else "which receivers pass over"
    yield Finding(
        subject=domain,
        message=f"The SPF record of {domain} has {len(wrong)} wrong"
        f" {'term' if len(wrong) == 1 else 'terms'}, {effect}.",
        fix=replace_by(domain, repaired(read), product),
        verify=judged_again(f"audit {domain}", "email", "spf-syntax-error"),
        evidence=(*wrong[:8], *published(domain, record.records)),
    )
