from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from launchready.derive.commands import proof
from launchready.derive.secrets.naming import PUBLIC_PREFIXES
from launchready.facts.secrets import FileSecrets
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A secret is named so that the build publishes it",
    impact="Any visitor can copy the key out of the page.",
    severity=Severity.BLOCKER,
    rows=("secrets.bundle",),
    references=(
        "https://nextjs.org/docs/app/guides/environment-variables",
        "https://vite.dev/guide/env-and-mode",
    ),
)
def public_variable_holds_secret_name(secrets: FileSecrets) -> Iterator[Finding]:
    """
    ## What it looks for
    A variable with a prefix that front-end builds publish (`NEXT_PUBLIC_`, `VITE_`,
    `REACT_APP_`, `EXPO_PUBLIC_`, `PUBLIC_`…) whose name says that it is a secret: SECRET,
    SERVICE_ROLE, PRIVATE, PASSWORD, DATABASE_URL. No value is needed to see it.

    ## Why it matters
    The build writes the value of every such variable into the scripts that browsers load.

    ## How to fix it
    Take the prefix away, use the variable in server code only, and replace the key if a build
    was ever published with it.

    ## Example
    ```ts
    createClient(url, process.env.NEXT_PUBLIC_SUPABASE_SERVICE_ROLE_KEY)
    ```

    Use instead:
    ```ts
    createClient(url, process.env.SUPABASE_SERVICE_ROLE_KEY) // in a route handler, on the server
    ```
    """
    for one in secrets.public_variables:
        prefix = next((each for each in PUBLIC_PREFIXES if one.name.startswith(each)), "")
        yield Finding(
            subject=one.name,
            message=f"{one.name} is published to every visitor, and its name says it is secret.",
            fix=f"Rename it to {one.name.removeprefix(prefix)}, read it on the server only, and "
            "replace its value if a build with it was ever published.",
            verify=proof("git ls-files", f"! git grep -qw {quote(one.name)}"),
            evidence=(f"{one.path}:{one.line}: {one.name}",),
        )
