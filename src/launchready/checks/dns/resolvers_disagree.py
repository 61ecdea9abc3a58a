from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import PRINT, proof
from launchready.derive.dns.lines import dig, listed
from launchready.derive.dns.views import disagreement
from launchready.facts.dns import ResolverView, ResolverViews
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your site has different addresses in different places",
    impact="Part of your visitors reach an old or a wrong server.",
    severity=Severity.HIGH,
    rows=("dns.conflicts",),
    references=("https://www.rfc-editor.org/rfc/rfc1034#section-3.6",),
)
def resolvers_disagree(views: ResolverViews) -> Iterator[Finding]:
    """
    ## What it looks for
    Two resolvers of which one finds the host and the other does not, or that lead to addresses of
    different operators. Different addresses of the same network are how large sites spread their
    visitors, and are no sign.

    ## Why it matters
    Either a change is still on its way, or two sets of name servers answer for the domain.

    ## How to fix it
    Compare the name servers at the registrar with those in the zone, remove the old ones, and wait
    for the TTL to pass.

    ## Example
    ```
    $ dig +short docs.shop.example A @9.9.9.9
    104.16.132.229
    $ dig +short docs.shop.example A @1.1.1.1
    66.241.124.200
    ```
    Use instead: the same answer from both.
    """
    found = disagreement(views)
    if found is None:
        return
    told = tuple(
        f"{view.resolver} says {listed(view.addresses, 3) if view.addresses else view.status}"
        for view in found
    )
    name = views.subject
    yield Finding(
        subject=name,
        message=f"Resolvers disagree about {name}: {told[0]}; {told[1]}.",
        fix=f"Make every name server of the domain serve the same records for {name}, remove name"
        " servers of a former DNS host at the registrar, and wait for the TTL.",
        verify=proof(
            dig(name, "A", at=_at(found[0])),
            f'test "$({PRINT} | sort)" = "$({dig(name, "A", at=_at(found[1]))} | sort)"',
        ),
        evidence=tuple(one[:200] for one in told),
    )


def _at(view: ResolverView) -> str:
    """Return the first server of a resolver as `dig` takes it: `127.0.0.1 -p 5353`."""
    address, _, port = view.resolver.partition(",")[0].rpartition(":")
    return address if port == "53" else f"{address} -p {port}"
