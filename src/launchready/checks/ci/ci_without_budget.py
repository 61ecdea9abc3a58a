from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.delivery.gates import ungated
from launchready.facts.delivery import BudgetInPipeline
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="No pipeline notices that the product becomes slower",
    impact="It becomes slower release by release, and nobody can say since when.",
    severity=Severity.MEDIUM,
    rows=("perf.ci_budget",),
    references=(
        "https://github.com/GoogleChrome/lighthouse-ci",
        "https://grafana.com/docs/k6/latest/using-k6/thresholds/",
    ),
)
def ci_without_budget(found: BudgetInPipeline) -> Iterator[Finding]:
    """
    ## What it looks for
    A step of an automatic pipeline that measures and fails: Lighthouse CI, size-limit, k6,
    Locust, Artillery, a benchmark that compares.

    ## Why it matters
    Speed is lost a few milliseconds at a time, which no reviewer sees.

    ## How to fix it
    Add a budget for the size of scripts or the time of key routes, and let it fail the
    pipeline.

    ## Example
    ```yaml
    - run: npm ci
    - run: npm run build
    ```

    Use instead:
    ```yaml
    - run: npx size-limit
    ```
    """
    yield from ungated(
        found, "a speed budget", "`npx size-limit`, `npx lhci autorun`, `k6 run` or the like"
    )
