from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.header_fix import line, send
from launchready.derive.headers.hsts import in_words, longer, read_hsts
from launchready.derive.headers.proofs import hsts_lasts
from launchready.derive.page.document import takes_hsts
from launchready.facts.page import Page
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="Browsers forget to use https only too soon",
    impact="Visitors who come back after a break are unprotected again.",
    severity=Severity.MEDIUM,
    rows=("headers.hsts",),
    references=("https://www.rfc-editor.org/rfc/rfc6797#section-6.1.1",),
)
def hsts_too_short(page: Page, profile: Profile, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A valid `Strict-Transport-Security` header whose `max-age` is below the target of the profile,
    half a year unless the profile says otherwise.

    ## Why it matters
    The protection lasts from one visit to the next. A short age suits the first days after the
    switch to HTTPS and is easily forgotten afterwards.

    ## How to fix it
    Raise `max-age` once every host of the product has worked over HTTPS for a while.

    ## Example
    ```http
    Strict-Transport-Security: max-age=300
    ```
    Use instead:
    ```http
    Strict-Transport-Security: max-age=15552000
    ```
    """
    header = page.answer.header("strict-transport-security")
    if not takes_hsts(page) or header is None:
        return
    policy = read_hsts(header)
    target = profile.threshold("hsts_max_age")
    if policy.problem or policy.max_age == 0 or target.level(policy.max_age) is Level.MET:
        return
    yield Finding(
        subject=page.subject,
        message=f"{page.subject} asks browsers to use https only for"
        f" {in_words(policy.max_age)} instead of {in_words(target.target)}.",
        fix=send(
            platform, page.subject, "Strict-Transport-Security", longer(policy, target.target)
        ),
        verify=hsts_lasts(page.answer.url, target.target),
        evidence=(line("Strict-Transport-Security", header),),
    )
