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
    title="The source code can be downloaded",
    impact="Anybody can read your code, and every password that was ever in it.",
    severity=Severity.BLOCKER,
    rows=("exposure.files",),
    references=(
        "https://cwe.mitre.org/data/definitions/527.html",
        "https://owasp.org/www-project-web-security-testing-guide/",
    ),
)
def git_folder_exposed(exposure: Exposure, platform: Platform | None) -> Iterator[Finding]:
    r"""
    ## What it looks for
    A version control folder under the web root: `/.git/HEAD` that reads `ref: refs/...` or a
    commit id; with `--deep` also Subversion and Mercurial. A page that answers 200 to every
    address is not one.

    ## Why it matters
    From `.git` the whole history can be put together again, deleted passwords included. Bots
    ask every new host for it within hours.

    ## How to fix it
    Publish a build folder instead of a checkout, refuse addresses that begin with a dot, and
    replace every secret that was ever committed.

    ## Example
    ```nginx
    root /srv/shop;            # a checkout
    ```

    Use instead:
    ```nginx
    root /srv/shop/dist;
    location ~ /\.(?!well-known) { return 404; }
    ```
    """
    for leak in of_kind(exposure, LeakKind.REPOSITORY):
        yield Finding(
            subject=leak.url,
            message=f"The version control folder of {exposure.subject} is open: {leak.url}.",
            fix=block(of_host(platform, leak.url), "/.git"),
            verify=file_gone(leak.url),
            evidence=shown(leak),
        )
