from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import file_gone
from launchready.derive.page.leaks import block
from launchready.derive.platforms.platform import of_host
from launchready.derive.strangers.leaks import of_kind, shown
from launchready.facts.exposure import Exposure, LeakKind
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Passwords and keys can be downloaded",
    impact="Anybody can sign in to your database, your mail and your payments.",
    severity=Severity.BLOCKER,
    rows=("exposure.files", "env.file_committed"),
    references=(
        "https://cwe.mitre.org/data/definitions/526.html",
        "https://cwe.mitre.org/data/definitions/538.html",
    ),
)
def env_file_exposed(exposure: Exposure, platform: Platform | None) -> Iterator[Finding]:
    r"""
    ## What it looks for
    A settings file such as `/.env` whose content is lines of NAME=value; with `--deep` also
    cloud credentials, private keys and backups of settings. Only names are read into the
    report, never a value.

    ## Why it matters
    Bots ask every host for `/.env` all day, and use what they find within minutes.

    ## How to fix it
    Take the file out of the published folder, refuse addresses that begin with a dot, and
    replace every secret in it today: it has to be taken for stolen.

    ## Example
    ```sh
    curl https://shop.example/.env
    DATABASE_URL=postgres://...
    ```

    Use instead:
    ```nginx
    location ~ /\.(?!well-known) { return 404; }
    ```
    """
    for leak in of_kind(exposure, LeakKind.ENV):
        yield Finding(
            subject=leak.url,
            message=f"The settings file {leak.url} can be read by anybody.",
            fix=block(of_host(platform, leak.url), "/.env") + " Then replace every secret in it.",
            verify=file_gone(leak.url),
            evidence=shown(leak),
        )
