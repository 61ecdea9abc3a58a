from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import refused
from launchready.derive.strangers.leaks import of_kind, shown
from launchready.facts.exposure import Exposure, LeakKind
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A debug page is open",
    impact="It shows strangers settings, versions and often passwords.",
    severity=Severity.HIGH,
    rows=("exposure.debug",),
    references=("https://cwe.mitre.org/data/definitions/215.html",),
)
def debug_page_exposed(exposure: Exposure) -> Iterator[Finding]:
    """
    ## What it looks for
    A page made for developers: `/phpinfo.php`; with `--deep` also server status, Spring
    actuators, Go profilers, Telescope and metrics. It is recognised by its content.

    ## Why it matters
    Such pages list environment variables, internal addresses and the requests of other
    visitors.

    ## How to fix it
    Remove the page from production, or allow it from your own network only.

    ## Example
    ```php
    <?php phpinfo();
    ```

    Use instead:
    ```sh
    rm public/phpinfo.php
    ```
    """
    for leak in of_kind(exposure, LeakKind.DEBUG):
        yield Finding(
            subject=leak.url,
            message=f"{leak.url} is {leak.proof}, open to anybody.",
            fix="Remove it from production, or let only your own network reach it.",
            verify=refused(leak.url),
            evidence=shown(leak),
        )
