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
    title="The SPF record needs more lookups than receivers make",
    impact="Receivers give up at the eleventh, so mail fails at random with no sign of why.",
    severity=Severity.BLOCKER,
    rows=("email.spf",),
    references=("https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4",),
)
def spf_too_many_lookups(lookups: SpfLookups, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    Policies that need more than ten DNS lookups, counted through every include as receivers count:
    `include`, `a`, `mx`, `ptr`, `exists` and `redirect` cost one each. Loops never end. A `mx` with
    more than ten mail servers is too many as well.

    ## Why it matters
    At the eleventh lookup the result is a permanent error. Services add includes inside their own
    records, so the number grows without a change of yours.

    ## How to fix it
    Drop what nobody uses, write `a` and `mx` out as addresses, and give a service that sends bulk
    mail its own subdomain.

    ## Example
    ```zone
    shop.example. 300 IN TXT "v=spf1 a mx ptr include:a.example include:b.example include:c.example"
    ```
    Use instead:
    ```zone
    shop.example. 300 IN TXT "v=spf1 ip4:192.0.2.1 include:a.example include:b.example ~all"
    news.shop.example. 300 IN TXT "v=spf1 include:c.example ~all"
    ```
    """
    tree, domain = tree_of(lookups), lookups.subject
    excess = [branch.problem for _, branch in tree.walk() if branch.problem]
    if not (tree.over or excess):
        return
    count = f"needs {tree.counted} DNS lookups, and receivers stop at {MOST_LOOKUPS}"
    yield Finding(
        subject=domain,
        message=f"The SPF record of {domain} {count if tree.over else f'fails: {excess[0]}'}.",
        fix=under(tree, product, MOST_LOOKUPS),
        verify=judged_again(f"audit {domain}", "email", "spf-too-many-lookups"),
        evidence=(*costs(tree), *excess[:4]),
    )
