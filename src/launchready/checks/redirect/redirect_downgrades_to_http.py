from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import never_by
from launchready.derive.redirects.hops import hops, lines, passes_https_start
from launchready.derive.redirects.site import split
from launchready.facts.http import Walk
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A redirect leads from https back to http",
    impact="Visitors lose the encryption on the way, and everybody can read along.",
    severity=Severity.BLOCKER,
    rows=("redirect.https",),
    references=("https://www.w3.org/TR/mixed-content/",),
)
def redirect_downgrades_to_http(walk: Walk) -> Iterator[Finding]:
    """
    ## What it looks for
    A redirect on the way from any start whose answer came by https and whose target begins with
    `http://`, even if a later one leads back to https.

    ## Why it matters
    One plain step is enough to read a cookie or to send the visitor somewhere else. The usual
    cause is a framework behind a proxy that does not know that visitors came by https.

    ## How to fix it
    Let the application read `X-Forwarded-Proto` from the proxy, or set its base address to
    `https://`. Correct redirects that are written out.

    ## Example
    ```text
    wrong:   301 https://shop.example/blog -> http://shop.example/blog/
    instead: 301 https://shop.example/blog -> https://shop.example/blog/
    ```
    """
    if passes_https_start(walk):
        return
    for hop in hops(walk):
        if split(hop.answer.url).scheme != "https" or split(hop.target).scheme != "http":
            continue
        yield Finding(
            subject=walk.subject,
            message=f"On the way from {walk.subject} a redirect leads from https back to http.",
            fix=f"Make {hop.answer.url} redirect to https: let the application trust the proxy's"
            " `X-Forwarded-Proto` (Django: SECURE_PROXY_SSL_HEADER, Rails: assume_ssl, Express:"
            " trust proxy, Laravel: TrustProxies), or write `https://` into the rule.",
            verify=never_by(walk.subject, "http://"),
            evidence=lines(walk),
        )
        return
