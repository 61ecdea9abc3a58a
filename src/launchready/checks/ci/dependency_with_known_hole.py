from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.facts.delivery import DependencyHoles
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A dependency has a known hole",
    impact="The hole is published, and so is the way to use it.",
    severity=Severity.HIGH,
    rows=("ci.deps",),
    references=(
        "https://osv.dev/",
        "https://docs.npmjs.com/cli/commands/npm-audit",
    ),
)
def dependency_with_known_hole(audit: DependencyHoles) -> Iterator[Finding]:
    """
    ## What it looks for
    With `--audit-dependencies`: what `npm audit`, `pip-audit` or `osv-scanner` on this machine
    say of the lock files: holes of high or critical severity, and those whose severity the tool
    does not tell.

    ## Why it matters
    Attackers read the same lists, and try what is new within days.

    ## How to fix it
    Update to the first version without the hole, run the tests, release.

    ## Example
    ```text
    lodash 4.17.11 (GHSA-jf85-cpcp-j695, critical)
    ```

    Use instead:
    ```text
    lodash 4.17.21
    ```
    """
    for hole in audit.holes:
        if hole.severity and hole.severity not in {"critical", "high"}:
            continue
        severity = f" ({hole.severity})" if hole.severity else ""
        fixed = f"Update it to {hole.fixed} or later" if hole.fixed else "Replace it, or shield it"
        yield Finding(
            subject=f"{hole.lock}: {hole.package}",
            message=f"{hole.package} {hole.version} has a known hole{severity}: {hole.id}.",
            fix=f"{fixed}, run the tests, and release.",
            verify=judged_again("repo . --audit-dependencies", "ci", "dependency-with-known-hole"),
            evidence=(f"{hole.lock}: {hole.package} {hole.version}", hole.id),
        )
