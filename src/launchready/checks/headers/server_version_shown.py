from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import header_not_sent
from launchready.derive.headers.header_fix import line
from launchready.derive.mask import mask_line
from launchready.derive.pattern import lazy
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.page import Page
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

_VERSION = lazy(r"\d+\.\d")
_FIXED = ("awselb/2.0", "microsoft-azure-application-gateway/v2")
"""What load balancers of a cloud send, whatever they run."""


@check(
    title="The site tells which server version it runs",
    impact="Attackers look for exactly the version with the known hole.",
    severity=Severity.MEDIUM,
    rows=("headers.leaks",),
    references=("https://www.rfc-editor.org/rfc/rfc9110#section-10.2.4",),
)
def server_version_shown(page: Page, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A `Server` header with a version number. The name alone (`nginx`, `cloudflare`) says little
    and is fine, and so is the fixed text of a cloud load balancer.

    ## Why it matters
    Lists of holes are sorted by version. A robot that reads yours knows what to try.

    ## How to fix it
    Switch the version off in the server.

    ## Example
    ```http
    Server: nginx/1.18.0 (Ubuntu)
    ```
    Use instead:
    ```http
    Server: nginx
    ```
    """
    stated = page.answer.header("server") or ""
    if not _VERSION.search(stated) or stated.lower().startswith(_FIXED):
        return
    yield Finding(
        subject=page.subject,
        message=f"{page.subject} tells that it runs {mask_line(stated)[:80]}.",
        fix=fix_on(
            of_host(platform, page.subject),
            "Switch the version off: `server_tokens off;` in nginx, `ServerTokens Prod` in Apache,"
            " `removeServerHeader` in IIS.",
            nginx="Add `server_tokens off;` to the `http` block and reload nginx.",
            apache="Set `ServerTokens Prod` and `ServerSignature Off` and reload Apache.",
        ),
        verify=header_not_sent(page.answer.url, "server", "[0-9]"),
        evidence=(line("Server", mask_line(stated)),),
    )
