from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import refused
from launchready.derive.strangers.leaks import of_kind, shown
from launchready.facts.exposure import Exposure, LeakKind
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Folders list their files",
    impact="Strangers find drafts, exports and backups by looking.",
    severity=Severity.HIGH,
    rows=("exposure.listings",),
    references=("https://cwe.mitre.org/data/definitions/548.html",),
)
def directory_listing(exposure: Exposure) -> Iterator[Finding]:
    """
    ## What it looks for
    A folder of the site's assets (with `--deep` also usual ones such as `/uploads/`) that
    answers with the list of its files.

    ## Why it matters
    A file without a link is not secret when the folder lists it: uploads of customers, exports,
    old versions.

    ## How to fix it
    Turn listings off in the web server.

    ## Example
    ```nginx
    autoindex on;
    ```

    Use instead:
    ```nginx
    autoindex off;
    ```
    """
    for leak in of_kind(exposure, LeakKind.LISTING):
        yield Finding(
            subject=leak.url,
            message=f"{leak.url} lists its files to anybody.",
            fix="Turn listings off: nginx `autoindex off;`, Apache `Options -Indexes`, Caddy "
            "`file_server` without `browse`.",
            verify=refused(leak.url),
            evidence=shown(leak),
        )
