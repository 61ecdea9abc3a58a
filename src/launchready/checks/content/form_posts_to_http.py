from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import body_lacks, literal
from launchready.derive.headers.csp import upgrades
from launchready.derive.page.document import is_encrypted, policies
from launchready.derive.page.local_urls import is_local
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A form sends what people type unencrypted",
    impact="Passwords and addresses can be read by everybody on the way.",
    severity=Severity.BLOCKER,
    rows=("tls.mixed_content",),
    references=("https://www.w3.org/TR/mixed-content/#requirements-forms",),
)
def form_posts_to_http(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    A form on a page over HTTPS whose `action`, or a button's `formaction`, is an `http://`
    address. A page with `upgrade-insecure-requests` is fine.

    ## Why it matters
    Browsers warn people before such a form is sent, and whoever goes on sends everything in plain
    text.

    ## How to fix it
    Write `https://` in the action, or leave the host out.

    ## Example
    ```html
    <form action="http://shop.example/login" method="post">
    ```
    Use instead:
    ```html
    <form action="/login" method="post">
    ```
    """
    if not is_encrypted(page) or upgrades(policies(page)):
        return
    for one in page.resources:
        if one.tag == "form" and one.url.startswith("http://") and not is_local(one.url):
            yield Finding(
                subject=page.subject,
                message=f"A form on {page.subject} sends what people type without encryption to"
                f" {one.url[:120]}.",
                fix=f"Write `{one.url.replace('http://', 'https://', 1)[:120]}` as the form's"
                f" action.",
                verify=body_lacks(page.answer.url, f"action=.?{literal(one.url)}"),
                evidence=(f"<form> {one.url}"[:200],),
            )
