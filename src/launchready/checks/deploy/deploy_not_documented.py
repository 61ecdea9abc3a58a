from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.facts.delivery import Releasing
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nobody has written down how a release is made",
    impact="A second person cannot ship when the first one is away.",
    severity=Severity.MEDIUM,
    rows=("deploy.repeatable",),
    references=("https://diataxis.fr/how-to-guides/",),
)
def deploy_not_documented(releasing: Releasing) -> Iterator[Finding]:
    """
    ## What it looks for
    A repository that can be released, by a platform file, a target, a script or a pipeline, and
    no heading about deploying, releasing or production in its documents.

    ## Why it matters
    The file says what the machine does; people need to know when to start it and how to see
    that it worked.

    ## How to fix it
    Add a section to the README: what starts a release, how long it takes, how to see that it is
    live.

    ## Example
    ```markdown
    # Shop
    Run `npm run dev`.
    ```

    Use instead:
    ```markdown
    ## Deploying
    Merging to `main` deploys; /version shows the commit after two minutes.
    ```
    """
    if not releasing.deploy or releasing.documented:
        return
    first = releasing.deploy[0]
    yield Finding(
        subject=releasing.documents[0] if releasing.documents else "README.md",
        message=f"{first.path} releases the product, and no document says how or when.",
        fix="Add a section `Deploying` to the README: how it starts, how long it takes, how to see "
        "which version is live, how to go back.",
        verify=judged_again("repo .", "deploy", "deploy-not-documented"),
        evidence=tuple(str(one) for one in releasing.deploy[:5]),
    )
