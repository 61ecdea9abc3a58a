from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.facts.delivery import Releasing
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Releases are not described anywhere",
    impact="Nobody can say what changed on the day it broke.",
    severity=Severity.MEDIUM,
    rows=("deploy.notes",),
    references=(
        "https://keepachangelog.com/",
        "https://semver.org/",
    ),
)
def release_notes_missing(releasing: Releasing) -> Iterator[Finding]:
    """
    ## What it looks for
    A changelog, release notes, news fragments or a tool that writes them (release-please,
    semantic-release, changesets, goreleaser).

    ## Why it matters
    The first question in an incident is what changed; the second is since when.

    ## How to fix it
    Keep a `CHANGELOG.md` with a heading for each release, and keep known issues apart from
    launch blockers.

    ## Example
    ```text
    git log --oneline
    ```

    Use instead:
    ```text
    CHANGELOG.md: ## 1.4.0, 2026-05-02 / Known issues: …
    ```
    """
    if releasing.notes:
        return
    tags = f"There are tags ({releasing.tags[0]}), but" if releasing.tags else "There are"
    yield Finding(
        subject="CHANGELOG.md",
        message=f"{tags} no notes that say what a release changed.",
        fix="Add a CHANGELOG.md with a heading for each numbered release: changes, known issues, "
        "launch blockers.",
        verify=judged_again("repo .", "deploy", "release-notes-missing"),
        evidence=tuple(releasing.tags),
    )
