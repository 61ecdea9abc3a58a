from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.delivery.gates import ungated
from launchready.facts.delivery import TypesInPipeline
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="No pipeline checks types",
    impact="A renamed field crashes a page that nobody tried.",
    severity=Severity.MEDIUM,
    rows=("ci.basics",),
    references=(
        "https://www.typescriptlang.org/docs/handbook/compiler-options.html",
        "https://mypy.readthedocs.io/",
    ),
)
def ci_without_types(found: TypesInPipeline) -> Iterator[Finding]:
    """
    ## What it looks for
    Code in TypeScript, Python or PHP, and no step of an automatic pipeline that checks its
    types and stops it. Of compiled languages the build or the tests are the check.

    ## Why it matters
    Most bundlers and every interpreter drop types without looking at them.

    ## How to fix it
    Add one step that runs the type checker.

    ## Example
    ```yaml
    - run: npm ci
    - run: npm run build
    ```

    Use instead:
    ```yaml
    - run: npm ci
    - run: npx tsc --noEmit
    ```
    """
    yield from ungated(
        found, "a type check", "`npx tsc --noEmit`, `mypy`, `vendor/bin/phpstan` or the like"
    )
