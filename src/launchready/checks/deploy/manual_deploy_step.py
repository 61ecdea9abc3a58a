from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.facts.delivery import Releasing
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A release needs somebody to change the server by hand",
    impact="One forgotten step takes the product down.",
    severity=Severity.HIGH,
    rows=("deploy.no_manual",),
    references=("https://sre.google/sre-book/eliminating-toil/",),
)
def manual_deploy_step(releasing: Releasing) -> Iterator[Finding]:
    """
    ## What it looks for
    Instructions about releases that log in to a server and pull, restart or edit there, copy
    files to it, or say that something is done by hand.

    ## Why it matters
    What is done by hand is done differently each time, leaves no trace, and cannot be taken
    back.

    ## How to fix it
    Put the steps into a script that the pipeline runs after the tests.

    ## Example
    ```markdown
    ## Deploy
    ssh root@203.0.113.9, then git pull and pm2 restart all
    ```

    Use instead:
    ```markdown
    ## Deploy
    Merging to `main` runs bin/deploy in the pipeline.
    ```
    """
    for trace in releasing.by_hand[:10]:
        yield Finding(
            subject=f"{trace.path}:{trace.line}",
            message="A release asks somebody to do this by hand.",
            fix="Move the step into a script that the pipeline runs after the tests, and let the "
            "document name that script.",
            verify=judged_again("repo .", "deploy", "manual-deploy-step"),
            evidence=(str(trace),),
        )
