from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.facts.delivery import Releasing
from launchready.facts.stack import Stack
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nothing in the repository says how the product is released",
    impact="Only one person can ship, and not while on holiday.",
    severity=Severity.HIGH,
    rows=("deploy.repeatable",),
    references=("https://12factor.net/build-release-run",),
)
def deploy_not_defined(releasing: Releasing, stack: Stack) -> Iterator[Finding]:
    """
    ## What it looks for
    A service whose repository has no platform file (`vercel.json`, `fly.toml`, `Procfile`,
    Kubernetes, Terraform and some fifty others), no deploy target, script or pipeline step, and
    no section about deploying.

    ## Why it matters
    What is not written down cannot be repeated, and cannot be repaired at night by somebody
    else.

    ## How to fix it
    Write down the one command that releases, as a script or pipeline, and commit the platform's
    own file.

    ## Example
    ```text
    a git remote on one laptop
    ```

    Use instead:
    ```text
    bin/deploy, called by the pipeline after the tests
    ```
    """
    if releasing.deploy or releasing.documented or not stack.is_service:
        return
    what = ", ".join(one.name for one in stack.technologies[:5])
    yield Finding(
        subject="the repository",
        message="No file, target, pipeline or document says how a release is made.",
        fix="Commit the platform's file (`fly.toml`, `render.yaml`, `vercel.json`…) or a script "
        "`bin/deploy`, call it from the pipeline, and describe it in the README.",
        verify=judged_again("repo .", "deploy", "deploy-not-defined"),
        evidence=(f"recognised: {what}",),
    )
