from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import body_lacks, header_not_sent, literal
from launchready.derive.headers.header_fix import line
from launchready.derive.mask import mask_line
from launchready.derive.pattern import lazy
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

_HEADERS = ("X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version", "X-Generator")
_VERSION = lazy(r"\d+\.\d+")
_SYSTEMS = lazy(
    r"(?i)\b(wordpress|woocommerce|joomla|drupal|typo3|prestashop|mediawiki|ghost|discourse)"
    r"[^\d]{0,5}\d+\.\d+"
)


@check(
    title="The site tells which framework version it runs",
    impact="Attackers look for exactly the version with the known hole.",
    severity=Severity.MEDIUM,
    rows=("headers.leaks",),
    references=(
        "https://owasp.org/www-project-secure-headers/#prevent-information-disclosure-via-http-headers",
    ),
)
def framework_version_shown(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    A version number in `X-Powered-By`, `X-AspNet-Version`, `X-AspNetMvc-Version` or
    `X-Generator`, or the exact version of a content system in the page's `generator` tag. A name
    without a version is fine, and so is the name of a generator of static pages: there is nothing
    on the server to attack.

    ## Why it matters
    Lists of holes are sorted by version. A robot that reads yours knows what to try.

    ## How to fix it
    Switch the header off in the framework, or have the proxy drop it.

    ## Example
    ```http
    X-Powered-By: PHP/8.1.2
    ```
    Use instead:
    ```http
    (no X-Powered-By)
    ```
    """
    for name in _HEADERS:
        value = page.answer.header(name) or ""
        if _VERSION.search(value):
            yield Finding(
                subject=page.subject,
                message=f"{page.subject} tells its framework's version: {mask_line(value)[:80]}.",
                fix=f"Do not send `{name}`: `expose_php = Off` in php.ini,"
                ' `enableVersionHeader="false"` in ASP.NET,'
                f" `proxy_hide_header {name};` in nginx in front of anything else.",
                verify=header_not_sent(page.answer.url, name.lower(), "[0-9]"),
                evidence=(line(name, mask_line(value)),),
            )
    if _SYSTEMS.search(page.generator):
        yield Finding(
            subject=page.subject,
            message=f"{page.subject} tells which version it runs:"
            f" {mask_line(page.generator)[:80]}.",
            fix="Take the `generator` tag out of the page's template, for WordPress with"
            " `remove_action('wp_head', 'wp_generator');`.",
            verify=body_lacks(page.answer.url, f"<meta [^>]*{literal(page.generator)}"),
            evidence=(mask_line(page.generator),),
        )
