from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.facts.delivery import Pipelines
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Pipelines run other people's code that can change under them",
    impact="Whoever takes over an action's repository gets your deploy keys.",
    severity=Severity.MEDIUM,
    rows=("ci.deps",),
    references=(
        "https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions",
        "https://github.com/advisories/GHSA-mrrh-fwg8-r2c3",
    ),
)
def ci_action_not_pinned(pipelines: Pipelines) -> Iterator[Finding]:
    """
    ## What it looks for
    Actions of third parties that are named by a tag or branch instead of a full commit, and the
    platform's own actions that are named by a branch or not at all.

    ## Why it matters
    A tag can be moved to other code after you read it: in 2025 that is how the secrets of
    thousands of repositories were printed to public logs.

    ## How to fix it
    Name the commit, with the version as a comment; Dependabot and Renovate keep such pins up to
    date.

    ## Example
    ```yaml
    - uses: someone/deploy-action@v3
    ```

    Use instead:
    ```yaml
    - uses: someone/deploy-action@<the 40 characters of the commit> # v3.1.0
    ```
    """
    for pipeline in pipelines.pipelines:
        for use in pipeline.actions:
            if use.pinned or (use.official and use.ref[:1].removeprefix("v").isdigit()):
                continue
            if use.official and use.ref.startswith("v"):
                continue
            ref = use.ref or "nothing"
            yield Finding(
                subject=f"{use.trace.path}:{use.trace.line}",
                message=f"The action {use.name} is named by {ref}, which its owner can move.",
                fix=f"Name the commit: `{use.name}@COMMIT # {ref}`.",
                verify=judged_again("repo .", "ci", "ci-action-not-pinned"),
                evidence=(str(use.trace),),
            )
