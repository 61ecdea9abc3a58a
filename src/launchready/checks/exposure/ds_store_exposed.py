from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import file_gone
from launchready.derive.strangers.leaks import of_kind, shown
from launchready.facts.exposure import Exposure, LeakKind
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A list of file names can be downloaded",
    impact="Strangers learn the names of files that nothing links to.",
    severity=Severity.MEDIUM,
    rows=("exposure.files",),
    references=("https://cwe.mitre.org/data/definitions/538.html",),
)
def ds_store_exposed(exposure: Exposure) -> Iterator[Finding]:
    """
    ## What it looks for
    A `.DS_Store` file at the root, which macOS writes into folders and which names what lies
    beside it.

    ## Why it matters
    It tells which backup, which draft and which admin page to ask for.

    ## How to fix it
    Delete the file, and leave it out of what is published.

    ## Example
    ```sh
    rsync -a ./public/ server:/srv/shop/
    ```

    Use instead:
    ```sh
    rsync -a --exclude .DS_Store ./public/ server:/srv/shop/
    ```
    """
    for leak in of_kind(exposure, LeakKind.DS_STORE):
        yield Finding(
            subject=leak.url,
            message=f"{leak.url} names the files beside it.",
            fix="Delete it with `find . -name .DS_Store -delete`, and add it to `.gitignore`.",
            verify=file_gone(leak.url),
            evidence=shown(leak),
        )
