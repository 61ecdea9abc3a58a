from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import header_sent
from launchready.derive.headers.header_fix import line, send
from launchready.derive.headers.hsts import longer, read_hsts
from launchready.derive.page.document import takes_hsts
from launchready.facts.base import Each
from launchready.facts.page import Page
from launchready.facts.platform import Platform
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Profile


@check(
    title="Hosts below the main domain are not covered by https-only",
    impact="A forged subdomain can read or set the cookies of the main site.",
    severity=Severity.MEDIUM,
    rows=("headers.hsts",),
    references=("https://www.rfc-editor.org/rfc/rfc6797#section-14.4",),
)
def hsts_without_subdomains(
    page: Page, pages: Each[Page], product: Product, profile: Profile, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    A main domain that sends HSTS without `includeSubDomains` while another host of the product
    sends no HSTS of its own. When every host seen protects itself, nothing is missing.

    ## Why it matters
    Cookies are shared between a domain and its subdomains. One subdomain that browsers will open
    in plain text is enough to slip a cookie in.

    ## How to fix it
    Send `includeSubDomains` from the main domain once every subdomain speaks HTTPS.

    ## Example
    ```http
    Strict-Transport-Security: max-age=15552000
    ```
    Use instead:
    ```http
    Strict-Transport-Security: max-age=15552000; includeSubDomains
    ```
    """
    header = page.answer.header("strict-transport-security")
    policy = read_hsts(header or "")
    if page.subject != product.domain or not takes_hsts(page) or header is None:
        return
    if policy.problem or policy.max_age == 0 or policy.include_subdomains:
        return
    bare = [
        other.subject
        for other in pages
        if other.subject.endswith(f".{product.domain}")
        and other.answer.header("strict-transport-security") is None
    ]
    if bare:
        target = profile.threshold("hsts_max_age").target
        yield Finding(
            subject=page.subject,
            message=f"{page.subject} keeps https-only to itself, and {', '.join(bare[:5])} has"
            f" none.",
            fix="Once every subdomain speaks HTTPS: "
            + send(
                platform,
                page.subject,
                "Strict-Transport-Security",
                longer(policy, target, subdomains=True),
            ),
            verify=header_sent(page.answer.url, "strict-transport-security", "includesubdomains"),
            evidence=(line("Strict-Transport-Security", header),),
        )
