from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import body_has
from launchready.facts.matched import LiveCommit, VersionMarks
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nobody can see which version is live",
    impact="You cannot undo what you cannot name.",
    severity=Severity.HIGH,
    rows=("deploy.live_version",),
    references=(
        "https://docs.sentry.io/product/releases/",
        "https://github.com/opencontainers/image-spec/blob/main/annotations.md",
    ),
)
def version_not_visible(marks: VersionMarks, live: LiveCommit | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A route such as `/version`, a header or meta tag with the build, or code that reads the
    commit that the platform sets (`VERCEL_GIT_COMMIT_SHA`, `GIT_SHA`, `KAMAL_VERSION` and
    others). With the live product at hand, its own word counts.

    ## Why it matters
    After a release, and before a rollback, the question is always the same: which commit is
    this?

    ## How to fix it
    Answer `/version` with the commit, which the build puts into the image or the platform sets.

    ## Example
    ```text
    GET /version: 404
    ```

    Use instead:
    ```text
    GET /version: {"commit": "4f2c1e9"}
    ```
    """
    if marks.marks or (live is not None and live.said):
        return
    yield Finding(
        subject="the repository",
        message="No route, header or page of the code tells which commit is running.",
        fix="Pass the commit to the build (`--build-arg GIT_SHA=$(git rev-parse HEAD)`, or the "
        "platform's own variable), and answer it at `/version`.",
        verify=body_has("https://YOUR-HOST/version", "[0-9a-f]{7}|[0-9]+\\.[0-9]+"),
    )
