from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from launchready.derive.headers.cors_words import seen
from launchready.derive.headers.proofs import refuses_origin
from launchready.facts.cors import CorsProbes
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="An origin that nobody declared is let in",
    impact="A forgotten preview or developer address can read what your users see.",
    severity=Severity.MEDIUM,
    rows=("cors.known_origins",),
    references=(
        "https://fetch.spec.whatwg.org/#http-cors-protocol",
        "https://portswigger.net/web-security/cors",
    ),
)
def cors_undeclared_origin(probes: CorsProbes, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    An answer that names one fixed origin which is neither among the declared origins nor a host
    of the product, with credentials. It needs `cors_origins` in the manifest: without that list
    nothing is judged here.

    ## Why it matters
    Old preview addresses are given up, and the next owner of the name gets the trust that came
    with it.

    ## How to fix it
    Take the origin off the list, or declare it.

    ## Example
    ```http
    Access-Control-Allow-Origin: http://localhost:3000
    ```
    Use instead:
    ```http
    Access-Control-Allow-Origin: https://app.shop.example
    ```
    """
    if not product.cors_origins:
        return
    known = {origin.rstrip("/").lower() for origin in product.cors_origins}
    hosts = {host.name for host in product.hosts}
    told: set[str] = set()
    for probe in probes.probes:
        allowed = probe.allow_origin.lower()
        if not probe.credentials or allowed in {"", "*", "null", probe.origin.lower()}:
            continue
        if allowed in known | told or (_host(allowed) in hosts and allowed.startswith("https:")):
            continue
        told.add(allowed)
        yield Finding(
            subject=probe.url,
            message=f"{probe.url} lets in {allowed[:80]}, which is not a declared origin.",
            fix=f"Take `{allowed[:80]}` off the list of allowed origins, or add it to"
            " `cors_origins` in the manifest.",
            verify=refuses_origin(probe),
            evidence=seen(probe),
        )


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).hostname or ""
    except ValueError:
        return ""
