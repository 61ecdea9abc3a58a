from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from launchready.derive.commands import lacks, proof
from launchready.facts.env import CodeEnvironment
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The code calls a developer's machine, whatever the environment",
    impact="The feature works on one laptop and fails for every customer.",
    severity=Severity.MEDIUM,
    rows=("env.no_localhost",),
    references=("https://12factor.net/config",),
)
def localhost_in_code(code: CodeEnvironment) -> Iterator[Finding]:
    """
    ## What it looks for
    Addresses of `localhost` or a private network that running code calls or keeps as an address
    without any condition. Left out: defaults behind a variable (`process.env.API ?? "http://…"`),
    branches for development, lists of allowed origins, log messages, settings of development
    servers, tests, scripts and examples.

    ## Why it matters
    No setting can change it: the address is part of the program.

    ## How to fix it
    Read the address from a variable, without a local default, and set it in every environment.

    ## Example
    ```js
    await fetch("http://localhost:4000/api/orders")
    ```
    Use instead:
    ```js
    await fetch(`${env.API_URL}/orders`)
    ```
    """
    for one in code.local_urls:
        yield Finding(
            subject=f"{one.path}:{one.line}",
            message=f"{one.path}:{one.line} uses {one.url[:100]}, which only a developer has.",
            fix="Read the address from a variable and set it in every environment.",
            verify=proof(f"cat {quote(one.path)}", lacks("localhost|127[.]0[.]0[.]1")),
            evidence=(f"{one.path}:{one.line}: {one.url}"[:200],),
        )
