from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.header_fix import line, send
from launchready.derive.headers.hsts import PRELOAD_AGE, read_hsts
from launchready.derive.headers.proofs import hsts_preloadable
from launchready.derive.page.document import takes_hsts
from launchready.facts.page import Page
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The site asks for preloading but does not qualify",
    impact="The request to be built into browsers is refused, and nobody notices.",
    severity=Severity.MEDIUM,
    rows=("headers.hsts",),
    references=("https://hstspreload.org/#submission-requirements",),
)
def hsts_preload_not_eligible(page: Page, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    The word `preload` in `Strict-Transport-Security` beside a `max-age` under one year or without
    `includeSubDomains`. A header without `preload` asks for nothing and is fine.

    ## Why it matters
    The list refuses such a site, so the first visit stays unprotected although the header says
    otherwise; a site that is on the list already can be taken off it.

    ## How to fix it
    Meet the rules, or drop the word. Preloading binds every subdomain, internal ones too, and
    takes months to undo.

    ## Example
    ```http
    Strict-Transport-Security: max-age=15552000; preload
    ```
    Use instead:
    ```http
    Strict-Transport-Security: max-age=31536000; includeSubDomains; preload
    ```
    """
    header = page.answer.header("strict-transport-security")
    policy = read_hsts(header or "")
    if not takes_hsts(page) or header is None or policy.problem or not policy.preload:
        return
    lacks = []
    if policy.max_age < PRELOAD_AGE:
        lacks.append(f"a `max-age` of at least {PRELOAD_AGE}")
    if not policy.include_subdomains:
        lacks.append("`includeSubDomains`")
    if lacks:
        yield Finding(
            subject=page.subject,
            message=f"{page.subject} asks to be preloaded, but lacks {' and '.join(lacks)}.",
            fix="Drop `preload` unless every subdomain speaks HTTPS; if they all do: "
            + send(
                platform,
                page.subject,
                "Strict-Transport-Security",
                f"max-age={PRELOAD_AGE}; includeSubDomains; preload",
            ),
            verify=hsts_preloadable(page.answer.url, PRELOAD_AGE),
            evidence=(line("Strict-Transport-Security", header),),
        )
