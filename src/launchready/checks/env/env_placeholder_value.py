from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.env.words import place
from launchready.derive.stack.fix import set_variable
from launchready.facts.env import Production, State
from launchready.facts.stack import Stack
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A setting of production still holds its placeholder",
    impact="The feature behind it does not work, or its secret is one that everybody knows.",
    severity=Severity.HIGH,
    rows=("env.complete",),
    references=("https://cwe.mitre.org/data/definitions/1392.html",),
)
def env_placeholder_value(production: Production, stack: Stack | None) -> Iterator[Finding]:
    """
    ## What it looks for
    Values of production that are words for "put the value here": `changeme`, `your-key-here`,
    `xxx`, `<your token>`, `sk_test_...`. Ordinary words in settings that take words (a log
    level, a driver, a mode) are left out.

    ## Why it matters
    The example file was copied and this line forgotten. A key does not work; a secret such as
    `changeme` is the first one that an attacker tries.

    ## How to fix it
    Put in the real value where the platform keeps its variables, and make a new random one for
    secrets of your own.

    ## Example
    ```sh
    SESSION_SECRET=changeme
    ```
    Use instead a value that nobody has seen:
    ```sh
    openssl rand -base64 32
    ```
    """
    for environment in production.environments:
        for variable in environment.variables:
            if variable.state is State.PLACEHOLDER:
                where = place(environment, variable)
                yield Finding(
                    subject=variable.name,
                    message=f"{variable.name} of production holds a placeholder ({where}).",
                    fix=set_variable(stack, variable.name),
                    verify="launchready env list",
                    evidence=(f"{where}: {variable.name} holds a placeholder",),
                )
