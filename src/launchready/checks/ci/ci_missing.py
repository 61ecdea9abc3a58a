from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.facts.delivery import Pipelines
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="No pipeline tests a change before it is merged",
    impact="A broken change reaches your customers before anybody has tried it.",
    severity=Severity.HIGH,
    rows=("deploy.ci_clean", "ci.basics", "secrets.ci_gate"),
    references=(
        "https://docs.github.com/en/actions/writing-workflows/about-workflows",
        "https://docs.gitlab.com/ci/quick_start/",
    ),
)
def ci_missing(pipelines: Pipelines) -> Iterator[Finding]:
    """
    ## What it looks for
    A pipeline definition of GitHub, GitLab, CircleCI, Azure, Bitbucket, Jenkins, Buildkite,
    Drone, Woodpecker, Travis, Gitea, Forgejo and others, or a script in `.ci/`, that runs by
    itself.

    ## Why it matters
    Without one, what works depends on whose laptop it was last tried on.

    ## How to fix it
    Let `launchready ci init` write a pipeline that calls the project's own tools, and make it
    required before a merge.

    ## Example
    ```text
    README.md: run `npm test` before you push
    ```

    Use instead:
    ```text
    .github/workflows/ci.yml, on every pull request: npm ci, npm run lint, npm test
    ```
    """
    automatic = [one for one in pipelines.pipelines if one.automatic]
    if automatic:
        return
    by_hand = [one.trace for one in pipelines.pipelines]
    message = (
        f"{by_hand[0].path} has to be started by a person; nothing runs by itself."
        if by_hand
        else "The repository defines no pipeline, so nothing is tried before it is merged."
    )
    yield Finding(
        subject=by_hand[0].path if by_hand else "the repository",
        message=message,
        fix="Run `launchready ci init`, read what it wrote, commit it, and require it for the "
        "main branch.",
        verify=judged_again("repo .", "ci", "ci-missing"),
        evidence=tuple(str(trace) for trace in by_hand[:5]),
    )
