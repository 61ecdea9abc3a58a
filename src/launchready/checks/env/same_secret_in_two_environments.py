from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.env.mixing import shared_secrets
from launchready.derive.env.words import compare_command, place
from launchready.derive.stack.fix import set_variable
from launchready.facts.env import Elsewhere, Production
from launchready.facts.stack import Stack
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Production and another environment share a secret",
    impact="Whoever has the test system has the live one; a test mistake reaches real customers.",
    severity=Severity.HIGH,
    rows=("secrets.per_env", "env.separated"),
    references=(
        "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    ),
)
def same_secret_in_two_environments(
    production: Production, elsewhere: Elsewhere, stack: Stack | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Secrets whose value in production is also that of staging, a preview, development or a test,
    under whatever name. Values are compared by a fingerprint under a key that is thrown away
    after the run. Public keys, addresses without a password and empty values do not count.

    ## Why it matters
    Test systems have more users, weaker doors and more logs. A key that opens both makes the
    weaker one the door of the stronger.

    ## How to fix it
    Make a key of its own for each environment, and replace the one of production: it has been
    in too many places.

    ## Example
    ```sh
    # .env.staging and .env.production
    JWT_SECRET=...the same...
    ```
    Give each its own:
    ```sh
    openssl rand -base64 32
    ```
    """
    for one in shared_secrets(production.environments, elsewhere.environments):
        mine, theirs = place(one.where, one.mine), place(one.elsewhere, one.theirs)
        other = "" if one.theirs.name == one.mine.name else f" as {one.theirs.name}"
        yield Finding(
            subject=one.mine.name,
            message=f"{one.mine.name} of production is also used in {one.elsewhere.name}{other}.",
            fix=f"Make a new value for production. {set_variable(stack, one.mine.name)}",
            verify=compare_command(one.where, one.elsewhere),
            evidence=(
                f"{mine}: {one.mine.name}",
                f"{theirs}: {one.theirs.name}, the same value",
            ),
        )
