from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.env.names import given_by_platform
from launchready.derive.env.value import is_secret_name
from launchready.derive.env.words import place
from launchready.derive.stack.fix import set_variable
from launchready.facts.env import CodeEnvironment, Production, State
from launchready.facts.stack import Stack
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A setting of production is empty",
    impact="What depends on it fails, though the setting seems to be there.",
    severity=Severity.HIGH,
    rows=("env.complete",),
    references=("https://12factor.net/config",),
)
def env_variable_empty(
    production: Production, code: CodeEnvironment | None, stack: Stack | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Variables of production without a value, when the code counts on them, or when the code is
    not seen to read them and their name is that of a secret. One that the code can do without
    may be empty, and so may one that another source of production sets.

    ## Why it matters
    An empty variable passes every test for "is it set", and then the vendor refuses the key.

    ## How to fix it
    Give it its value, or remove the line.

    ## Example
    ```sh
    STRIPE_WEBHOOK_SECRET=
    ```
    The value belongs in the platform's settings, not in a file of the repository:
    ```sh
    fly secrets set STRIPE_WEBHOOK_SECRET=...
    ```
    """
    filled = {
        variable.name
        for one in production.environments
        for variable in one.variables
        if variable.state is not State.EMPTY
    }
    needed = {use.name for use in code.needed()} if code is not None else set()
    read = {use.name for use in code.uses} if code is not None else set()
    seen: set[str] = set()
    for environment in production.environments:
        for variable in environment.variables:
            name = variable.name
            if variable.state is not State.EMPTY or name in filled | seen:
                continue
            if name not in needed and (name in read or not is_secret_name(name)):
                continue
            if given_by_platform(name):
                continue
            seen.add(name)
            yield Finding(
                subject=name,
                message=f"{name} is empty in production ({place(environment, variable)}).",
                fix=set_variable(stack, name),
                verify="launchready env list",
                evidence=(f"{place(environment, variable)}: {name} is empty",),
            )
