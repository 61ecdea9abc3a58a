from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import refused
from launchready.facts.matched import AdminRoutes
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="An admin route of your code answers strangers",
    impact="Anybody can open your control panel.",
    severity=Severity.BLOCKER,
    rows=("authz.admin_private",),
    references=(
        "https://owasp.org/Top10/A01_2021-Broken_Access_Control/",
        "https://cwe.mitre.org/data/definitions/862.html",
    ),
)
def admin_route_in_code_open(admin: AdminRoutes) -> Iterator[Finding]:
    """
    ## What it looks for
    GET routes of the code with `admin` in their path and no parameter, at most five, asked for
    at the live product without cookies, that answer 200 with content of their own. Login forms,
    redirects, refusals and the site's page for unknown addresses are fine.

    ## Why it matters
    The route list of an app is no secret; the check on the server is all that keeps strangers
    out.

    ## How to fix it
    Put the check before every route of the folder or prefix, not into each of them.

    ## Example
    ```js
    app.get("/api/admin/users", listUsers);
    ```

    Use instead:
    ```js
    app.use("/api/admin", requireSignIn, requireRole("admin"));
    ```
    """
    for route in admin.routes:
        if not route.open:
            continue
        yield Finding(
            subject=route.url,
            message=f"{route.url} answers {route.status} to somebody who has not signed in.",
            fix=f"Ask for a sign-in and the admin role before everything below the route that "
            f"{route.trace.path}:{route.trace.line} defines.",
            verify=refused(route.url),
            evidence=(str(route.trace), *route.evidence[:4]),
        )
