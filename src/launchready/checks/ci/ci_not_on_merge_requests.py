from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.facts.delivery import Pipelines
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Changes are tested only after they are merged",
    impact="The main branch breaks first and is repaired later, with customers on it.",
    severity=Severity.HIGH,
    rows=("deploy.ci_clean",),
    references=(
        "https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request",
        "https://docs.gitlab.com/ci/pipelines/merge_request_pipelines/",
    ),
)
def ci_not_on_merge_requests(pipelines: Pipelines) -> Iterator[Finding]:
    """
    ## What it looks for
    Pipelines that run by themselves, of which none runs on pull or merge requests or on the
    pushes of every branch. Where the trigger is set outside the repository, nothing is said.

    ## Why it matters
    A test that runs after the merge tells you that production is broken; one before keeps it
    from breaking.

    ## How to fix it
    Add the trigger for pull or merge requests, and require the pipeline for the main branch.

    ## Example
    ```yaml
    on:
      push:
        branches: [main]
    ```

    Use instead:
    ```yaml
    on:
      pull_request:
      push:
        branches: [main]
    ```
    """
    automatic = [one for one in pipelines.pipelines if one.automatic]
    if not automatic or any(one.merge_requests is not False for one in automatic):
        return
    first = automatic[0]
    gitlab = 'add `- if: $CI_PIPELINE_SOURCE == "merge_request_event"` to the rules of the jobs'
    trigger = (
        gitlab if first.system == "GitLab CI" else "add `pull_request:` to the events in `on:`"
    )
    yield Finding(
        subject=first.trace.path,
        message=f"{first.system} runs only on named branches, not before the merge.",
        fix=f"In {first.trace.path} {trigger}.",
        verify=judged_again("repo .", "ci", "ci-not-on-merge-requests"),
        evidence=tuple(one.trace.path for one in automatic[:5]),
    )
