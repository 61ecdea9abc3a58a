from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import refused
from launchready.facts.admission import Admission, Entry
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The admin page is open to everyone",
    impact="Anybody can open your control panel.",
    severity=Severity.BLOCKER,
    rows=("authz.admin_private",),
    references=(
        "https://owasp.org/Top10/A01_2021-Broken_Access_Control/",
        "https://cwe.mitre.org/data/definitions/306.html",
    ),
)
def admin_open_to_everyone(admission: Admission) -> Iterator[Finding]:
    """
    ## What it looks for
    Declared admin routes, the root of an admin host, and `/admin` (more addresses with
    `--deep`), asked for without cookies, that show their content. Login forms, redirects,
    refusals, the site's own page for unknown addresses and empty pages that a script fills are
    no findings.

    A guessed address counts only with two signs of an admin page, its heading and a link to
    sign out for instance.

    ## Why it matters
    The first bot that finds it can change prices, read customers' data and delete both.

    ## How to fix it
    Ask for a sign-in on the server, on every admin route and every API behind it; hiding the
    link or checking in the browser is not enough.

    ## Example
    ```js
    app.get("/admin", renderAdmin);
    ```

    Use instead:
    ```js
    app.use("/admin", requireSignIn, requireRole("admin"));
    ```
    """
    for door in admission.doors:
        if door.entry is not Entry.OPEN:
            continue
        yield Finding(
            subject=door.url,
            message=f"{door.url} shows its content to somebody who has not signed in.",
            fix="Ask for a sign-in and the admin role on the server, for this route, everything "
            "below it and the API that it calls. Until then refuse the path at the edge or in the "
            "web server.",
            verify=refused(door.url),
            evidence=(f"status {door.status}", *door.evidence[:4]),
        )
