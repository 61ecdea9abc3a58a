from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.derive.mail.spf.evaluation import MOST_LOOKUPS
from launchready.derive.mail.spf.tree import tree_of
from launchready.derive.mail.spf.words import cut, dead, under, way
from launchready.facts.product import Product
from launchready.facts.spf import SpfLookups
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The SPF record includes a policy that is not there",
    impact="Receivers give up when they come to it, so mail from your other senders fails.",
    severity=Severity.HIGH,
    rows=("email.spf",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc7208#section-5.2",
        "https://www.rfc-editor.org/rfc/rfc7208#section-6.1",
    ),
)
def spf_include_dead(lookups: SpfLookups, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    Includes and redirects, at any depth, that lead to a domain that does not exist, has no SPF
    record or several, or has one with a mistake.

    ## Why it matters
    A receiver that comes to such a term ends with a permanent error: every sender that stands
    behind it in the record fails. It happens when a service is cancelled and its record stays.

    ## How to fix it
    Drop the include when the service is gone; else copy its name anew from the service.

    ## Example
    ```zone
    shop.example. 300 IN TXT "v=spf1 include:spf.cancelled.example include:_spf.google.com ~all"
    ```
    Use instead:
    ```zone
    shop.example. 300 IN TXT "v=spf1 include:_spf.google.com ~all"
    ```
    """
    tree, domain = tree_of(lookups), lookups.subject
    for path, branch, why in dead(tree):
        own = path[-1] is tree.root
        yield Finding(
            subject=domain,
            message=f"The SPF record of {domain} leads to {cut(branch.target)}, which {why}.",
            fix=under(tree, product, MOST_LOOKUPS)
            if own
            else f"Tell the owner of {cut(path[-1].domain)} that `{cut(branch.text)}` is broken,"
            f" and until it is mended drop `{cut(path[1].domain)}` from the record of {domain}.",
            verify=record_has(branch.target, "TXT", "v=spf1"),
            evidence=(way(path, branch),),
        )
