from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import body_lacks, literal
from launchready.facts.exposure import Bundle
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The app calls a developer's computer",
    impact="Buttons work on one laptop and fail for every customer.",
    severity=Severity.HIGH,
    rows=("env.no_localhost",),
    references=("https://vite.dev/guide/env-and-mode", "https://12factor.net/config"),
)
def localhost_in_bundle(bundle: Bundle) -> Iterator[Finding]:
    """
    ## What it looks for
    Addresses of `localhost` or a private network in the page's own scripts, as whole strings
    with a port or a path. A bare `http://localhost` is how libraries spell "no base address",
    and some ports belong to tools that libraries mention: React's developer tools, Sentry's
    Spotlight, local chain nodes, the default of Supabase's auth library. Those are left out.

    ## Why it matters
    A setting was missing when the app was built, so that it fell back to the developer's
    machine.

    ## How to fix it
    Set the variable where the app is built, build again, and let the build stop when it is
    missing.

    ## Example
    ```js
    const api = import.meta.env.VITE_API_URL ?? "http://localhost:3000";
    ```

    Use instead:
    ```js
    const api = import.meta.env.VITE_API_URL;
    if (!api) throw new Error("VITE_API_URL is not set");
    ```
    """
    for script in bundle.scripts:
        if not script.local_urls:
            continue
        yield Finding(
            subject=script.url,
            message=f"The script {script.url} calls {script.local_urls[0]}.",
            fix="Set the address of the API in the build's environment, build again, and let the "
            "build stop when the variable is missing.",
            verify=body_lacks(script.url, literal(script.local_urls[0])),
            evidence=script.local_urls[:5],
        )
