from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.delivery.gates import ungated
from launchready.facts.delivery import TestsInPipeline
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="No pipeline runs the tests",
    impact="What worked yesterday breaks unnoticed.",
    severity=Severity.MEDIUM,
    rows=("ci.basics",),
    references=(
        "https://docs.pytest.org/",
        "https://vitest.dev/guide/",
    ),
)
def ci_without_tests(found: TestsInPipeline) -> Iterator[Finding]:
    """
    ## What it looks for
    A step of an automatic pipeline that runs tests and stops it when they fail: by a known
    tool, a make target or a package script, followed into what they start.

    ## Why it matters
    Tests that nobody has to run are not run on the day it matters.

    ## How to fix it
    Add one step that runs them, without `|| true` and without `continue-on-error`.

    ## Example
    ```yaml
    - run: npm ci
    - run: npm run build
    ```

    Use instead:
    ```yaml
    - run: npm ci
    - run: npm test
    ```
    """
    yield from ungated(found, "tests", "`npm test`, `pytest`, `bin/rails test` or the like")
