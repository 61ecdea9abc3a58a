from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import body_lacks, literal
from launchready.facts.exposure import Bundle
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The live app talks to the test system",
    impact="Real customers' orders end up in test data.",
    severity=Severity.MEDIUM,
    rows=("env.no_localhost", "env.separated"),
    references=("https://12factor.net/dev-prod-parity",),
)
def staging_url_in_bundle(bundle: Bundle) -> Iterator[Finding]:
    """
    ## What it looks for
    Addresses in the page's own scripts that belong to the product's own staging or test hosts
    (`staging.shop.example`), or to a tunnel to a developer's machine (ngrok, localtunnel).
    Hosts that the manifest declares as public are left out.

    ## Why it matters
    Data then goes where nobody looks, and tests change what customers see.

    ## How to fix it
    Set the production addresses where the app is built, and build again.

    ## Example
    ```sh
    VITE_API_URL=https://api.staging.shop.example npm run build
    ```

    Use instead:
    ```sh
    VITE_API_URL=https://api.shop.example npm run build
    ```
    """
    for script in bundle.scripts:
        if not script.staging_urls:
            continue
        yield Finding(
            subject=script.url,
            message=f"The script {script.url} names {script.staging_urls[0]}.",
            fix="Set the production address in the build's environment and build again. If the "
            "host is meant for the public, declare it in the manifest.",
            verify=body_lacks(script.url, literal(script.staging_urls[0])),
            evidence=script.staging_urls[:5],
        )
