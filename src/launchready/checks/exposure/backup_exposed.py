from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import file_gone
from launchready.derive.strangers.leaks import of_kind, shown
from launchready.facts.exposure import Exposure, LeakKind
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A backup can be downloaded",
    impact="Anybody can take all customer data home in one file.",
    severity=Severity.BLOCKER,
    rows=("exposure.files",),
    references=("https://cwe.mitre.org/data/definitions/530.html",),
)
def backup_exposed(exposure: Exposure) -> Iterator[Finding]:
    """
    ## What it looks for
    An archive or database dump at a usual address, `/backup.zip` for instance, proven by the
    first bytes of its content. Only the first 4 kB are asked for.

    ## Why it matters
    One download holds what all other protections guard.

    ## How to fix it
    Delete it from the web root, keep backups in private storage, and find out from the access
    log who has taken it.

    ## Example
    ```sh
    mysqldump shop > /var/www/html/backup.sql
    ```

    Use instead:
    ```sh
    mysqldump shop | gzip | aws s3 cp - s3://private-backups/shop.sql.gz
    ```
    """
    for leak in of_kind(exposure, LeakKind.BACKUP):
        yield Finding(
            subject=leak.url,
            message=f"{leak.url} is {leak.proof}, and anybody can download it.",
            fix="Delete the file from the web root, keep backups in private storage, and look "
            "through the access log for downloads of it.",
            verify=file_gone(leak.url),
            evidence=shown(leak),
        )
