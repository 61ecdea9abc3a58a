from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.cors_words import FIX, seen
from launchready.derive.headers.proofs import refuses_origin
from launchready.facts.cors import CorsProbes, Sender
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A private route lets every website read it",
    impact="A token that leaks is enough to read the data from any page.",
    severity=Severity.HIGH,
    rows=("cors.known_origins",),
    references=(
        "https://fetch.spec.whatwg.org/#http-cors-protocol",
        "https://portswigger.net/web-security/cors",
    ),
)
def cors_wildcard_on_private_route(probes: CorsProbes) -> Iterator[Finding]:
    """
    ## What it looks for
    A route that is declared as authenticated and that answers every website with
    `Access-Control-Allow-Origin: *`, or repeats any origin without credentials.

    ## Why it matters
    Browsers keep cookies back then, but a request with a token in a header, or one from inside a
    private network, is still readable by every website.

    ## How to fix it
    Name the origins that call the route. Public data belongs on a route of its own.

    ## Example
    ```javascript
    app.get('/api/orders', cors(), requireUser, orders)
    ```
    Use instead:
    ```javascript
    app.get('/api/orders', cors({ origin: 'https://app.shop.example' }), requireUser, orders)
    ```
    """
    for probe in probes.of(Sender.FOREIGN):
        if probe.private and probe.allowed and not probe.reads_as_user:
            yield Finding(
                subject=probe.url,
                message=f"{probe.url} is private, but lets every website read its answers.",
                fix=FIX,
                verify=refuses_origin(probe),
                evidence=seen(probe),
            )
