from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import lacks, literal, proof
from launchready.derive.secrets.paths import is_env_file
from launchready.derive.secrets.words import untrack
from launchready.facts.secrets import FileSecrets
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A key file is in the repository",
    impact="Everyone with the code can sign in or sign as you.",
    severity=Severity.BLOCKER,
    rows=("secrets.tree",),
    references=("https://cwe.mitre.org/data/definitions/312.html",),
)
def key_file_committed(secrets: FileSecrets) -> Iterator[Finding]:
    """
    ## What it looks for
    Tracked files that are themselves a secret: SSH and TLS private keys, key stores, service
    account files, password files, Rails keys, a Terraform state. A certificate without its key, a
    debug key store and what stands below tests are fine.

    ## Why it matters
    Such a file needs no guessing: it is used as it is.

    ## How to fix it
    Make a new key, trust the new one, take the old one out everywhere, and keep it out of git.

    ## Example
    ```sh
    git ls-files | grep -E 'id_rsa|\\.p12$'
    deploy/id_rsa
    ```

    Use instead:
    ```sh
    git rm --cached deploy/id_rsa && echo 'deploy/id_rsa' >> .gitignore
    ```
    """
    for file in secrets.files:
        if not file.tracked or is_env_file(file.path):
            continue
        yield Finding(
            subject=file.path,
            message=f"{file.path} is {file.what}, and it is in the repository.",
            fix=f"Make a new one and stop trusting this one. Then {untrack(file)}.",
            verify=proof("git ls-files", lacks(f"^{literal(file.path)}$")),
            evidence=(f"{file.path}: {file.what}, tracked by git",),
        )
