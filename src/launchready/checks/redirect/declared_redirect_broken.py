from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.redirects.deep_link import leads_to
from launchready.derive.redirects.hops import PERMANENT, hops, lines
from launchready.derive.redirects.proofs import declared_holds
from launchready.derive.redirects.site import serves
from launchready.facts.redirect import DeclaredWalk
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A redirect that you declare does not work",
    impact="Old links, ads, mails and payment returns end nowhere.",
    severity=Severity.MEDIUM,
    rows=("redirect.map_tested",),
    references=("https://www.rfc-editor.org/rfc/rfc9110#section-15.4",),
)
def declared_redirect_broken(walk: DeclaredWalk) -> Iterator[Finding]:
    """
    ## What it looks for
    A redirect of the manifest whose source does not pass or reach the declared target, ends in an
    error or a circle, or answers temporarily where it is declared as permanent.

    ## Why it matters
    It was declared because something out there points at it: print, mails, ads, another company's
    settings. Nobody notices when it breaks.

    ## How to fix it
    Add the redirect where the site is served, or correct the manifest if it is no longer meant.

    ## Example
    ```text
    wrong:   404 https://shop.example/old-shop
    instead: 301 https://shop.example/old-shop -> https://shop.example/listings
    ```
    """
    steps = tuple(hops(walk))
    if not steps:
        problem = "does not redirect at all"
    elif walk.loop:
        problem = "goes round in a circle"
    elif not leads_to(walk):
        problem = f"ends on {walk.end}"
    elif not serves(walk):
        problem = "ends on an error"
    elif walk.permanent and steps[0].answer.status not in PERMANENT:
        problem = f"answers {steps[0].answer.status}, a temporary redirect"
    else:
        return
    code = 301 if walk.permanent else 302
    yield Finding(
        subject=walk.subject,
        message=f"The redirect from {walk.subject} to {walk.target} {problem}.",
        fix=f"Answer {walk.subject} with {code} and `Location: {walk.target}`, or correct"
        " `[[redirect]]` in launchready.toml.",
        verify=declared_holds(walk),
        evidence=lines(walk),
    )
