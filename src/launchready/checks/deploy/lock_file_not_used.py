from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from launchready.derive.commands import judged_again
from launchready.facts.delivery import Installs
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Builds may install other versions than the lock file says",
    impact="What was tested is not what ships.",
    severity=Severity.MEDIUM,
    rows=("deploy.ci_clean",),
    references=(
        "https://docs.npmjs.com/cli/commands/npm-ci",
        "https://docs.astral.sh/uv/concepts/projects/sync/",
    ),
)
def lock_file_not_used(installs: Installs) -> Iterator[Finding]:
    """
    ## What it looks for
    Install commands in pipelines and images that may change the lock file while they read it
    (`npm install`, `yarn install`, `uv sync`, `pipenv install`), and folders with the lock
    files of two package managers.

    ## Why it matters
    The lock file only holds where the command refuses to go past it.

    ## How to fix it
    Use the command that fails when the lock file does not fit.

    ## Example
    ```dockerfile
    RUN npm install
    ```

    Use instead:
    ```dockerfile
    RUN npm ci
    ```
    """
    instead = {
        "npm": "npm ci",
        "yarn": "yarn install --frozen-lockfile",
        "bun": "bun install --frozen-lockfile",
        "uv": "uv sync --locked",
        "pipenv": "pipenv install --deploy",
        "pnpm": "pnpm install --frozen-lockfile",
        "composer": "composer install",
        "bundle": "bundle install",
        "poetry": "poetry install",
    }
    for step in installs.loose:
        command = instead.get(step.trace.text.partition(" ")[0], "the locked install")
        yield Finding(
            subject=f"{step.trace.path}:{step.trace.line}",
            message=f"`{step.trace.text}` may install other versions than the lock file says.",
            fix=f"Use `{command}`.",
            verify=judged_again("repo .", "deploy", "lock-file-not-used"),
            evidence=(str(step.trace),),
        )
    for package in installs.packages:
        for other in package.others:
            yield Finding(
                subject=other,
                message=f"{package.lock} and {other} both fix the versions, and they may differ.",
                fix="Keep the one that the pipeline installs from, and delete the other.",
                verify=f"test -e {quote(other)} && echo 'not yet' || echo fixed",
            )
