from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.secrets.grade import Topic, topic
from launchready.derive.secrets.words import out_of_history, secret_finding
from launchready.facts.run import Run
from launchready.facts.secrets import HistorySecrets
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A working key is in the git history",
    impact="Keys in old commits still open your accounts.",
    severity=Severity.BLOCKER,
    rows=("secrets.history",),
    references=(
        "https://docs.github.com/en/code-security/secret-scanning/working-with-secret-scanning-and-push-protection/remediating-a-leaked-secret",
        "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    ),
)
def secret_in_history(secrets: HistorySecrets, run: Run) -> Iterator[Finding]:
    r"""
    ## What it looks for
    A credential that is gone from the current files and still in an earlier commit: of any
    branch, tag, note or the stash, also where only a merge brought it.

    ## Why it matters
    Deleting a line takes nothing back: everyone who ever cloned the repository has it.

    ## How to fix it
    Replace the key at its issuer. When it opens nothing any more, the old commit is harmless;
    accept the finding by its fingerprint then, with the date of the replacement.

    ## Example
    ```sh
    git log -p | grep sk_live_
    ```

    Use instead:
    ```sh
    # roll the key at its issuer, then:
    launchready secrets . --history
    ```
    """
    verify = "launchready secrets . --history"
    for secret in secrets.found:
        if topic(secret, run.at) is Topic.HISTORY:
            yield secret_finding(secret, out_of_history(), verify)
