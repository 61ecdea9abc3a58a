from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.secrets.grade import Topic, topic
from launchready.derive.secrets.words import out_of_history, secret_finding
from launchready.facts.run import Run
from launchready.facts.secrets import HistorySecrets
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A key that opens everything is in the git history",
    impact="Whoever has an old copy reads, changes and deletes all customers' data.",
    severity=Severity.BLOCKER,
    rows=("secrets.history",),
    references=("https://supabase.com/docs/guides/api/api-keys",),
)
def service_role_key_in_history(secrets: HistorySecrets, run: Run) -> Iterator[Finding]:
    """
    ## What it looks for
    A Supabase service_role or secret key, a management token or an organization's admin key that
    is gone from the current files and still in a commit, a message or an unreachable object.

    ## Why it matters
    These keys skip row level security and every permission of a user, and old commits are in
    every clone.

    ## How to fix it
    Roll the key today. Then the old commit is harmless.

    ## Example
    ```sh
    git log -p --all -S service_role
    ```

    Use instead:
    ```sh
    # roll the key at its issuer, then:
    launchready secrets . --history
    ```
    """
    for secret in secrets.found:
        if topic(secret, run.at) is Topic.ADMIN:
            yield secret_finding(secret, out_of_history(), "launchready secrets . --history")
