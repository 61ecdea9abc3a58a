from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.proofs import spf_without
from launchready.derive.mail.spf.networks import everybody, passes_everybody
from launchready.derive.mail.spf.record import read_record
from launchready.derive.mail.spf.repair import tightened
from launchready.derive.mail.spf.tree import tree_of
from launchready.derive.mail.spf.words import cut, published, replace_by
from launchready.facts.product import Product
from launchready.facts.spf import SpfLookups, SpfRecord
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The SPF record lets everybody send as you",
    impact="Fraud in your name passes the check, and your domain gets on block lists.",
    severity=Severity.BLOCKER,
    rows=("email.spf",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc7208#section-5.1",
        "https://www.rfc-editor.org/rfc/rfc7208#section-4.7",
    ),
)
def spf_passes_everyone(
    record: SpfRecord, lookups: SpfLookups | None, product: Product
) -> Iterator[Finding]:
    """
    ## What it looks for
    `+all` or plain `all`, `?all`, address blocks of 16 million hosts and more (`ip4:0.0.0.0/0`),
    `a` or `mx` with such a prefix, and includes of records that hold one of them.

    ## Why it matters
    The record says that the whole internet may send for you, or with `?all` that you do not say.
    Receivers then have nothing to reject forgers by.

    ## How to fix it
    End the record with `~all`, and name the addresses or services that really send.

    ## Example
    ```zone
    shop.example. 300 IN TXT "v=spf1 include:_spf.google.com +all"
    ```
    Use instead:
    ```zone
    shop.example. 300 IN TXT "v=spf1 include:_spf.google.com ~all"
    ```
    """
    domain = record.subject
    if len(record.records) != 1:
        return
    read = read_record(record.records[0])
    below = tree_of(lookups).root.branches if lookups is not None else ()
    open_includes = {
        one.column
        for one in below
        if one.child is not None and one.qualifier in {"+", ""} and passes_everybody(one.child)
    }
    wide = {one.column for one in everybody(read)} | open_includes
    if read.all is not None and read.all.qualifier == "?":
        wide.add(read.all.column)
    for term in (one for one in read.terms if one.column in wide):
        yield Finding(
            subject=domain,
            message=f"`{cut(term.text)}` in the SPF record of {domain} lets the whole internet send"
            f" as you.",
            fix=replace_by(domain, tightened(read, wide), product),
            verify=spf_without(domain, term.text),
            evidence=published(domain, record.records),
        )
