from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.delivery.gates import ungated
from launchready.facts.delivery import AuditInPipeline
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nobody checks dependencies for known holes",
    impact="A published hole stays open until somebody uses it.",
    severity=Severity.HIGH,
    rows=("ci.deps",),
    references=(
        "https://docs.npmjs.com/cli/commands/npm-audit",
        "https://google.github.io/osv-scanner/",
    ),
)
def ci_without_dependency_audit(found: AuditInPipeline) -> Iterator[Finding]:
    """
    ## What it looks for
    A step of an automatic pipeline, on a schedule too, that audits dependencies and stops on
    what it finds. Dependabot alerts and update requests are no audit that stops a release.

    ## Why it matters
    Known holes are the first that are tried, by programs, within days.

    ## How to fix it
    Add one step that audits what the lock file says.

    ## Example
    ```yaml
    - run: npm ci
    - run: npm run build
    ```

    Use instead:
    ```yaml
    - run: npm audit --audit-level=high
    ```
    """
    yield from ungated(
        found,
        "an audit of dependencies",
        "`npm audit --audit-level=high`, `pip-audit`, `osv-scanner scan .` or the like",
    )
