from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.derive.mail.spf.evaluation import MOST_LOOKUPS
from launchready.derive.mail.spf.tree import tree_of
from launchready.derive.mail.spf.words import costs, under
from launchready.facts.product import Product
from launchready.facts.spf import SpfLookups
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The SPF record is about to need too many lookups",
    impact="The next service you add, or a change inside one you have, makes all mail fail.",
    severity=Severity.MEDIUM,
    rows=("email.spf",),
    references=("https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4",),
)
def spf_near_lookup_limit(lookups: SpfLookups, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    Policies that need nine or ten of the ten lookups that receivers make.

    ## Why it matters
    It works today. Services change their own records without telling you, and each include inside
    theirs counts against your ten.

    ## How to fix it
    Make room for two: drop what nobody uses, then write `a` and `mx` out as addresses.

    ## Example
    ```zone
    shop.example. 300 IN TXT "v=spf1 a mx ptr include:_spf.google.com include:c.example ~all"
    ```
    Use instead:
    ```zone
    shop.example. 300 IN TXT "v=spf1 ip4:192.0.2.1 include:_spf.google.com include:c.example ~all"
    ```
    """
    tree, domain = tree_of(lookups), lookups.subject
    if tree.lookups in range(MOST_LOOKUPS - 1, MOST_LOOKUPS + 1):
        yield Finding(
            subject=domain,
            message=f"The SPF record of {domain} needs {tree.counted} of the {MOST_LOOKUPS} DNS"
            f" lookups that receivers make.",
            fix=under(tree, product, MOST_LOOKUPS - 2),
            verify=judged_again(f"audit {domain}", "email", "spf-near-lookup-limit"),
            evidence=costs(tree),
        )
