from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.cors_trust import let_in
from launchready.derive.headers.cors_words import FIX, seen
from launchready.derive.headers.proofs import refuses_origin
from launchready.facts.cors import CorsProbes, Sender
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A domain that begins with yours can read private data",
    impact="A hostile page can read your customers' data while they are signed in.",
    severity=Severity.BLOCKER,
    rows=("cors.known_origins",),
    references=(
        "https://fetch.spec.whatwg.org/#http-cors-protocol",
        "https://portswigger.net/web-security/cors",
    ),
)
def cors_origin_suffix_trick(probes: CorsProbes) -> Iterator[Finding]:
    """
    ## What it looks for
    A domain that merely begins with yours (`https://shop.example.evil.example`) is let in with
    credentials, while a wholly foreign one is not.

    ## Why it matters
    The server looks for your name at the beginning of the origin, or uses a pattern without an
    end. Anybody can make such a name below a domain of their own.

    ## How to fix it
    Compare whole origins with a fixed list. Do not look for your name inside the origin, and do
    not use a pattern without `^`, `$` and escaped dots.

    ## Example
    ```javascript
    if (origin.startsWith('https://shop.example')) allow(origin)
    ```
    Use instead:
    ```javascript
    if (['https://shop.example'].includes(origin)) allow(origin)
    ```
    """
    for probe in let_in(probes, Sender.SUFFIX):
        yield Finding(
            subject=probe.url,
            message="A website below any other domain whose name begins with yours can read what"
            f" {probe.url} answers to a signed-in user.",
            fix=FIX,
            verify=refuses_origin(probe),
            evidence=seen(probe),
        )
