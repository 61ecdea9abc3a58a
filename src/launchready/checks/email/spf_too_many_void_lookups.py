from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.derive.mail.spf.evaluation import MOST_LOOKUPS, MOST_VOID_LOOKUPS
from launchready.derive.mail.spf.tree import tree_of
from launchready.derive.mail.spf.words import under, way
from launchready.facts.product import Product
from launchready.facts.spf import SpfLookups
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The SPF record asks for too many names that do not exist",
    impact="Receivers give up at the third, so mail fails at some of them and not at others.",
    severity=Severity.HIGH,
    rows=("email.spf",),
    references=("https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4",),
)
def spf_too_many_void_lookups(lookups: SpfLookups, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    More than two terms, through all includes, whose names have no such record: servers that are
    gone, `mx` of a domain that takes no mail.

    ## Why it matters
    Receivers that keep to the standard end with a permanent error at the third. Others do not,
    which is why it is hard to notice.

    ## How to fix it
    Drop the terms that lead nowhere.

    ## Example
    ```zone
    shop.example. 300 IN TXT "v=spf1 a:x1.shop.example a:x2.shop.example a:x3.shop.example ~all"
    ```
    Use instead:
    ```zone
    shop.example. 300 IN TXT "v=spf1 a:mail.shop.example ~all"
    ```
    """
    tree, domain = tree_of(lookups), lookups.subject
    if not tree.too_void:
        return
    void = [(path, branch) for path, branch in tree.walk() if branch.void]
    yield Finding(
        subject=domain,
        message=f"{tree.voids} terms of the SPF record of {domain} ask for what does not exist, and"
        f" receivers allow {MOST_VOID_LOOKUPS}.",
        fix=under(tree, product, MOST_LOOKUPS),
        verify=judged_again(f"audit {domain}", "email", "spf-too-many-void-lookups"),
        evidence=tuple(f"{way(path, branch)} (no such record)" for path, branch in void[:8]),
    )
