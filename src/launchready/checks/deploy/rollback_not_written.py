from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.derive.stack.fix import fix_for
from launchready.facts.delivery import Releasing
from launchready.facts.stack import Stack
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nobody has written down how to go back to the last good release",
    impact="When checkout breaks at night you search instead of going back.",
    severity=Severity.BLOCKER,
    rows=("deploy.rollback_doc",),
    references=(
        "https://sre.google/sre-book/release-engineering/",
        "https://kamal-deploy.org/docs/commands/rollback/",
    ),
)
def rollback_not_written(releasing: Releasing, stack: Stack | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A heading about rolling back with something below it, a command that does so, or a target or
    pipeline of that name, in the README, runbooks and documents.

    ## Why it matters
    The plan is needed in the one hour in which nobody can think clearly. It has to say what
    happens to the database, too.

    ## How to fix it
    Write down the command, how long it takes, how to see that it worked, and what to do when a
    migration stands in the way; then try it once.

    ## Example
    ```markdown
    ## Deploying
    Merging to `main` deploys.
    ```

    Use instead:
    ```markdown
    ## Rolling back
    `kamal rollback VERSION`, about 30 s; /version shows the old commit. Migrations only add.
    ```
    """
    if releasing.rollback:
        return
    read = len(releasing.documents)
    command = fix_for(
        stack,
        "the command that releases an older version",
        vercel="`vercel rollback`",
        netlify="`netlify rollback`, or Deploys > Publish deploy",
        fly="`fly releases --image`, then `fly deploy --image IMAGE`",
        heroku="`heroku rollback vNNN`",
        render="Events > Rollback",
        railway="Deployments > Rollback",
        kamal="`kamal rollback VERSION`",
        kubernetes="`kubectl rollout undo deployment/NAME`",
        cloudflare="`wrangler rollback`",
    )
    yield Finding(
        subject=releasing.documents[0] if releasing.documents else "README.md",
        message=f"None of the {read} documents says how to go back to the last good release."
        if read
        else "The repository has no document that says how to go back to the last good release.",
        fix=f"Add a section `Rolling back` to the README or a runbook: {command}, how long "
        "it takes, how to see that it worked, what about migrations. Then try it once.",
        verify=judged_again("repo .", "deploy", "rollback-not-written"),
        evidence=tuple(releasing.documents[:5]),
    )
