from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import lacks, literal, proof
from launchready.derive.secrets.paths import is_developer_env, is_env_file, is_sample
from launchready.derive.secrets.words import untrack
from launchready.facts.secrets import FileSecrets
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A file with the product's settings is in the repository",
    impact="Everyone with the code has every password in it.",
    severity=Severity.BLOCKER,
    rows=("env.file_committed",),
    references=("https://12factor.net/config",),
)
def env_file_committed(secrets: FileSecrets) -> Iterator[Finding]:
    """
    ## What it looks for
    A tracked `.env`, `.env.production`, `.env.local` or the like. Samples without values
    (`.env.example`) are fine; so is one for development or tests that holds no secret.

    ## Why it matters
    A settings file that git tracks gets the next real password too, and the history keeps it.

    ## How to fix it
    Take it out of git, ignore it, keep a sample with the names, and replace every secret in it.

    ## Example
    ```sh
    git ls-files | grep env
    .env.production
    ```

    Use instead:
    ```sh
    git rm --cached .env.production
    printf '.env*\n!.env.example\n' >> .gitignore
    ```
    """
    holding = {place.path for secret in secrets.found for place in secret.places}
    for file in secrets.files:
        if not file.tracked or not is_env_file(file.path) or is_sample(file.path):
            continue
        if is_developer_env(file.path) and file.path not in holding:
            continue
        yield Finding(
            subject=file.path,
            message=f"The settings file {file.path} is in the repository.",
            fix=f"{untrack(file)}; keep names without values in .env.example. Replace every "
            "secret that it ever held: the history keeps them.",
            verify=proof("git ls-files", lacks(f"^{literal(file.path)}$")),
            evidence=(f"{file.path}: {file.what}, tracked by git",),
        )
