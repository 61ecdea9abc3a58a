from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.secrets.grade import Topic, topic
from launchready.derive.secrets.words import out_of_history, secret_finding
from launchready.facts.run import Run
from launchready.facts.secrets import HistorySecrets
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A working key is in a commit that no branch holds any more",
    impact="Servers and other clones may still give it away.",
    severity=Severity.MEDIUM,
    rows=("secrets.history",),
    references=(
        "https://git-scm.com/docs/git-gc",
        "https://docs.github.com/en/code-security/secret-scanning/working-with-secret-scanning-and-push-protection/remediating-a-leaked-secret",
    ),
)
def secret_in_unreachable_object(secrets: HistorySecrets, run: Run) -> Iterator[Finding]:
    r"""
    ## What it looks for
    A credential in an object that no branch, tag or stash leads to: an amended commit, a
    deleted branch, a file that was staged once.

    ## Why it matters
    If it was ever pushed, a host still serves such a commit by its id.

    ## How to fix it
    If it was pushed, replace the key. If it never left this machine, let git drop it.

    ## Example
    ```sh
    git commit --amend   # the first commit is still there
    ```

    Use instead:
    ```sh
    git reflog expire --expire-unreachable=now --all && git gc --prune=now
    ```
    """
    verify = "launchready secrets . --history"
    for secret in secrets.found:
        if topic(secret, run.at) is Topic.UNREACHABLE:
            yield secret_finding(secret, out_of_history(), verify)
