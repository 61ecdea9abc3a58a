from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.derive.env.mixing import names_in
from launchready.derive.env.names import given_by_platform
from launchready.derive.env.words import listed, reads, sources
from launchready.facts.env import CodeEnvironment, Environments, Stage
from launchready.facts.stack import Stack
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

FEW = 3


@check(
    title="The list of settings is not complete",
    impact="The next person who sets the product up, or moves it, misses a setting.",
    severity=Severity.MEDIUM,
    rows=("env.complete",),
    references=("https://12factor.net/config",),
)
def env_example_out_of_date(
    code: CodeEnvironment, environments: Environments | None, stack: Stack
) -> Iterator[Finding]:
    """
    ## What it looks for
    Variables that running code counts on and that no example file (`.env.example`,
    `.env.sample`, `.env.template`) names; and no such file at all where the code counts on
    three variables or more and does not declare them in a schema.

    ## Why it matters
    The example file is how anybody learns what the product needs. Without it, a new server is
    set up by trying until it stops failing.

    ## How to fix it
    Add the names, without values, in the same change that makes the code read them.

    ## Example
    ```sh
    # .env.example lacks what the code reads
    DATABASE_URL=
    ```
    Add the name:
    ```sh
    DATABASE_URL=
    RESEND_API_KEY=
    ```
    """
    needed = [use for use in code.needed() if not given_by_platform(use.name)]
    examples = environments.at(Stage.EXAMPLE) if environments is not None else ()
    missing = [use for use in needed if use.name not in names_in(examples)]
    if not stack.is_service or not missing:
        return
    if not examples:
        if len(missing) < FEW or code.validation:
            return
        message = f"No .env.example lists the {len(missing)} variables that the code needs."
        subject = ".env.example"
    else:
        names = listed([use.name for use in missing])
        message = f"{sources(examples)} does not list {names}."
        subject = examples[0].source
    yield Finding(
        subject=subject,
        message=message,
        fix="Add these lines: " + " ".join(f"{use.name}=" for use in missing[:20]),
        verify=judged_again("repo .", "env", "env-example-out-of-date"),
        evidence=tuple(reads(use)[:200] for use in missing[:5]),
    )
