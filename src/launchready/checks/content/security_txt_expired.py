from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import text_holds
from launchready.derive.mask import mask_line
from launchready.facts.run import Run
from launchready.facts.wellknown import SecurityTxt
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The address for reports of holes is out of date",
    impact="Finders of holes take an old file for abandoned and write to nobody.",
    severity=Severity.MEDIUM,
    rows=("ops.security_txt",),
    references=("https://www.rfc-editor.org/rfc/rfc9116",),
)
def security_txt_expired(file: SecurityTxt, run: Run) -> Iterator[Finding]:
    """
    ## What it looks for
    A `security.txt` whose `Expires` date has passed, or that lacks what the standard demands: a
    `Contact`, and one `Expires` date.

    ## Why it matters
    The standard tells readers not to trust a file that has run out.

    ## How to fix it
    Check the contact and set a new date, within a year. A reminder in the calendar helps.

    ## Example
    ```text
    Expires: 2021-01-31T00:00:00Z
    ```
    Use instead:
    ```text
    Expires: 2030-01-31T00:00:00Z
    ```
    """
    if not file.found:
        return
    if file.problem:
        message = f"The security.txt of {file.subject} is not valid: {file.problem}."
    elif file.expires is not None and file.expires < run.at:
        message = f"The security.txt of {file.subject} ran out on {file.expires.date()}."
    else:
        return
    yield Finding(
        subject=file.subject,
        message=message,
        fix="Check the `Contact:` line and set `Expires:` to a date within a year, such as"
        f" `Expires: {run.at.year + 1}-01-31T00:00:00Z`.",
        verify=text_holds(file.url),
        evidence=(mask_line(f"Expires: {file.expires.isoformat() if file.expires else 'none'}"),),
    )
