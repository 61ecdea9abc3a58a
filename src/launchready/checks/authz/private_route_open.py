from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import refused
from launchready.facts.admission import Entry, StrangerAtRoute
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A route for signed-in people answers anybody",
    impact="Strangers read your customers' data.",
    severity=Severity.BLOCKER,
    rows=("authz.private_data",),
    references=(
        "https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/",
        "https://cwe.mitre.org/data/definitions/862.html",
    ),
)
def private_route_open(stranger: StrangerAtRoute) -> Iterator[Finding]:
    """
    ## What it looks for
    A GET route that the manifest declares as signed-in only and that answers 200 with content
    to a request without cookies. Login pages, redirects, empty lists and answers that only say
    "not signed in" are fine.

    ## Why it matters
    The address is in your scripts for everybody to see; nothing but this check on the server
    keeps strangers out.

    ## How to fix it
    Refuse with 401 on the server when there is no valid session, before any data is read.

    ## Example
    ```http
    GET /api/orders
    HTTP/1.1 200 OK
    ```

    Use instead:
    ```http
    GET /api/orders
    HTTP/1.1 401 Unauthorized
    ```
    """
    if stranger.entry is Entry.OPEN:
        yield Finding(
            subject=stranger.subject,
            message=f"{stranger.subject} is declared as signed-in only, and answers anybody.",
            fix="Refuse with 401 when the request has no valid session, in a middleware that "
            "covers the whole path and not in each handler.",
            verify=refused(stranger.subject),
            evidence=(f"status {stranger.status}", *stranger.evidence[:5]),
        )
