from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.derive.env.mixing import names_in
from launchready.derive.env.names import given_by_platform, secret_in_public
from launchready.derive.env.words import reads, sources
from launchready.derive.stack.fix import set_variable
from launchready.facts.env import CodeEnvironment, WholeProduction
from launchready.facts.stack import Stack
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Production lacks a setting that the code counts on",
    impact="The part that needs it fails for customers: an order, a mail, a login.",
    severity=Severity.BLOCKER,
    rows=("env.complete",),
    references=("https://12factor.net/config",),
)
def env_variable_missing_in_production(
    production: WholeProduction, code: CodeEnvironment, stack: Stack | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Variables that running code reads without a default and without looking whether they are
    there, and that no production environment names. Tests, scripts and tools' settings do not
    count, nor does what the system or the platform sets by itself (`PORT`, `NODE_ENV`,
    `VERCEL_URL`), nor a secret under a public prefix, which must not be set at all. Where only
    a part of production is seen, the check does not guess: it says so.

    ## Why it matters
    It works on the developer's machine, where the variable is set. In production it is empty,
    and the code that needs it fails, often only when a customer gets that far.

    ## How to fix it
    Set the variable in production, or give the code a default, or remove the read. Let the
    product refuse to start when one is missing, so that a deployment fails instead of an order.

    ## Example
    ```js
    const stripe = new Stripe(process.env.STRIPE_SECRET_KEY)   // set in .env.local only
    ```
    Set it where the product runs:
    ```sh
    vercel env add STRIPE_SECRET_KEY production
    ```
    """
    known = names_in(production.environments)
    for use in code.needed():
        if use.name in known or given_by_platform(use.name) or secret_in_public(use.name):
            continue
        places = [one for one in code.uses if one.name == use.name and not one.aside]
        yield Finding(
            subject=use.name,
            message=f"The code needs {use.name} ({use.path}:{use.line}), and production"
            f" ({sources(production.environments)}) does not have it.",
            fix=set_variable(stack, use.name),
            verify=judged_again("repo .", "env", "env-variable-missing-in-production"),
            evidence=tuple(reads(one)[:200] for one in places[:3]),
        )
