from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.delivery.gates import ungated
from launchready.facts.delivery import LintInPipeline
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="No pipeline runs a linter",
    impact="Cheap mistakes cost review time, or reach customers.",
    severity=Severity.MEDIUM,
    rows=("ci.basics",),
    references=(
        "https://eslint.org/docs/latest/use/command-line-interface",
        "https://docs.astral.sh/ruff/linter/",
    ),
)
def ci_without_lint(found: LintInPipeline) -> Iterator[Finding]:
    """
    ## What it looks for
    A step of an automatic pipeline that runs a linter and stops it on findings, followed
    through make targets, package scripts and pre-commit hooks.

    ## Why it matters
    A linter finds the unused await and the undefined name before a customer does.

    ## How to fix it
    Add one step that runs the linter the project already has, or take one: ESLint, Biome, Ruff,
    RuboCop, golangci-lint.

    ## Example
    ```yaml
    - run: npm ci
    - run: npm run build
    ```

    Use instead:
    ```yaml
    - run: npm ci
    - run: npx eslint .
    ```
    """
    yield from ungated(
        found, "a linter", "`npx eslint .`, `ruff check`, `bundle exec rubocop` or the like"
    )
