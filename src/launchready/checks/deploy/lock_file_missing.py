from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.facts.delivery import Installs
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The versions of dependencies are not fixed",
    impact="The build of today is not the build of yesterday, and a tiny change cannot ship.",
    severity=Severity.HIGH,
    rows=("deploy.ci_clean",),
    references=(
        "https://docs.npmjs.com/cli/configuring-npm/package-lock-json",
        "https://packaging.python.org/en/latest/specifications/pylock-toml/",
    ),
)
def lock_file_missing(installs: Installs) -> Iterator[Finding]:
    """
    ## What it looks for
    A folder that asks for packages (npm, pip, Bundler, Composer, Cargo, Go, Mix) and no lock
    file in it or above it. Requirements that name an exact version each are one.

    ## Why it matters
    Without one every build takes the newest versions of that minute, of everything.

    ## How to fix it
    Make the lock file, commit it, and install from it in the pipeline and the image.

    ## Example
    ```text
    package.json, and package-lock.json in .gitignore
    ```

    Use instead:
    ```text
    package.json and package-lock.json, both committed
    ```
    """
    make = {
        "npm": "npm install --package-lock-only",
        "pip": "pip-compile --generate-hashes, or uv lock",
        "Bundler": "bundle lock",
        "Composer": "composer update --lock",
        "Cargo": "cargo generate-lockfile",
        "Go": "go mod tidy",
        "Mix": "mix deps.get",
    }
    for package in installs.packages:
        if package.lock:
            continue
        command = make.get(package.manager, "the package manager's lock command")
        yield Finding(
            subject=package.manifest,
            message=f"{package.manifest} asks for packages, and no lock file fixes their versions.",
            fix=f"Run `{command}`, take the lock file out of .gitignore where it stands there, and "
            "commit it.",
            verify=judged_again("repo .", "deploy", "lock-file-missing"),
        )
