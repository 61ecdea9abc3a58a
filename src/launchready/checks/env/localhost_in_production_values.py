from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.env.local import is_wrong_in_production
from launchready.derive.env.words import place
from launchready.derive.stack.fix import set_variable
from launchready.facts.env import Looks, Production
from launchready.facts.stack import Stack
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A setting of production points at the developer's machine",
    impact="Links in mails, logins and payment returns lead nowhere for customers.",
    severity=Severity.HIGH,
    rows=("env.no_localhost",),
    references=("https://12factor.net/backing-services",),
)
def localhost_in_production_values(
    production: Production, stack: Stack | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Values of production that lead to `localhost`, `127.0.0.1` or a `.local` name: public
    addresses anywhere, and databases and other services where the app runs in a container or
    on a platform, which has none of them beside it. Left out: what a server listens on
    (`HOST=0.0.0.0`), lists of allowed hosts, agents that run beside the app (OpenTelemetry,
    Datadog, statsd), and services on Kubernetes, where a sidecar may answer.

    ## Why it matters
    The setting was copied from a development file. A browser that is sent to `localhost` looks
    for the shop on the customer's own computer.

    ## How to fix it
    Set the public address, or the name under which the platform offers the service.

    ## Example
    ```sh
    NEXTAUTH_URL=http://localhost:3000
    ```
    Use instead:
    ```sh
    NEXTAUTH_URL=https://shop.example
    ```
    """
    for environment in production.environments:
        for variable in environment.variables:
            if variable.looks is not Looks.LOCAL:
                continue
            if not is_wrong_in_production(variable.name, environment.platform, stack):
                continue
            where = place(environment, variable)
            yield Finding(
                subject=variable.name,
                message=f"{variable.name} of production leads to a local address ({where}).",
                fix=set_variable(stack, variable.name),
                verify="launchready env list",
                evidence=(f"{where}: {variable.name} leads to a local address",),
            )
