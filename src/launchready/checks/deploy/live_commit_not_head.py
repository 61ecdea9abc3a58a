from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import has, proof
from launchready.facts.matched import LiveCommit
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The live version is not the one in the repository",
    impact="What you audit and what customers use are two things.",
    severity=Severity.MEDIUM,
    rows=("deploy.live_version",),
    references=(
        "https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/view-deployment-history",
    ),
)
def live_commit_not_head(live: LiveCommit) -> Iterator[Finding]:
    """
    ## What it looks for
    The commit that the live product names, at `/version`, in a header, a meta tag or its
    scripts, against the commit that is checked out here.

    ## Why it matters
    A fix that is merged and not live protects nobody; a live commit that nobody has cannot be
    repaired.

    ## How to fix it
    Release what is merged, or check out what is live before you judge it.

    ## Example
    ```text
    live: 4f2c1e9, HEAD: 9a01b77, 12 commits later
    ```

    Use instead:
    ```text
    live and HEAD: 9a01b77
    ```
    """
    if not live.said or live.commit == live.head:
        return
    if not live.commit:
        message = (
            f"The live product says it is {live.said}, and this repository has no such commit."
        )
        fix = "Find out where that build came from; release a commit that everybody has."
    else:
        counts = [f"{live.behind} commits behind" if live.behind != 1 else "1 commit behind"]
        if live.ahead:
            counts.append(f"{live.ahead} ahead of")
        message = f"The live commit {live.commit[:12]} is {' and '.join(counts)} HEAD."
        fix = "Release HEAD, or check out the live commit before you judge it."
    yield Finding(
        subject=live.url,
        message=message,
        fix=fix,
        verify=proof(
            f"git rev-list --count {live.commit[:12] or live.said[:12]}..HEAD", has("^0$")
        ),
        evidence=(f"{live.how}: {live.said}", f"HEAD: {live.head[:12]}"),
    )
