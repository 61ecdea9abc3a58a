from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import text_holds
from launchready.facts.wellknown import SecurityTxt
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nobody is told whom to write to about a hole",
    impact="The person who finds your hole tells the internet instead of you.",
    severity=Severity.MEDIUM,
    rows=("ops.security_txt",),
    references=("https://www.rfc-editor.org/rfc/rfc9116",),
)
def security_txt_missing(file: SecurityTxt) -> Iterator[Finding]:
    """
    ## What it looks for
    No `/.well-known/security.txt` on the main host. A page served in its place, as single-page
    applications do, is not one.

    ## Why it matters
    Finders of holes look there for an address, and often give up when there is none.

    ## How to fix it
    Publish the file with a contact and a date until which it holds.

    ## Example
    ```text
    GET /.well-known/security.txt
    HTTP/1.1 404 Not Found
    ```
    Use instead:
    ```text
    Contact: mailto:security@shop.example
    Expires: 2030-01-31T00:00:00Z
    ```
    """
    if file.found:
        return
    yield Finding(
        subject=file.subject,
        message=f"{file.subject} has no security.txt.",
        fix=f"Publish `/.well-known/security.txt` with the lines"
        f" `Contact: mailto:security@{file.subject.removeprefix('www.')}` and `Expires: …`, a date"
        " within a year.",
        verify=text_holds(file.url),
        evidence=(f"GET {file.url} -> {file.status}"[:200],),
    )
