from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.secrets.grade import Topic, topic
from launchready.derive.secrets.words import out_of_history, secret_finding
from launchready.facts.run import Run
from launchready.facts.secrets import HistorySecrets
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A working key is in a commit or tag message",
    impact="Everyone who reads the log can use it.",
    severity=Severity.HIGH,
    rows=("secrets.history",),
    references=(
        "https://docs.github.com/en/code-security/secret-scanning/working-with-secret-scanning-and-push-protection/remediating-a-leaked-secret",
    ),
)
def secret_in_commit_message(secrets: HistorySecrets, run: Run) -> Iterator[Finding]:
    r"""
    ## What it looks for
    A credential in the message of a commit or of an annotated tag.

    ## Why it matters
    Messages are copied into pull requests, release notes, chat and mail.

    ## How to fix it
    Replace the key at its issuer. Rewording the commit does not take copies back.

    ## Example
    ```sh
    git commit -m "use sk_live_... for now"
    ```

    Use instead:
    ```sh
    git commit -m "Read the key from the environment"
    ```
    """
    verify = "launchready secrets . --history"
    for secret in secrets.found:
        if topic(secret, run.at) is Topic.MESSAGE:
            yield secret_finding(secret, out_of_history(), verify)
