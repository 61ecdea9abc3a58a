from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.env.mixing import drift
from launchready.derive.env.words import compare_command, sources
from launchready.derive.stack.fix import set_variable
from launchready.facts.env import StagePair
from launchready.facts.stack import Stack
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Staging and production have different settings",
    impact="What was tested is not what runs: it works on staging and fails live.",
    severity=Severity.HIGH,
    rows=("env.drift",),
    references=("https://12factor.net/dev-prod-parity",),
)
def env_drift(pair: StagePair, stack: Stack | None) -> Iterator[Finding]:
    """
    ## What it looks for
    Names that only one of staging and production has. Values differ, as they should. What the
    platform sets by itself does not count, and the two are compared only when they are known
    from like sources, or wholly. A difference that is meant is declared as an accepted risk,
    with the variable's name as its subject.

    ## Why it matters
    A feature that is tested on staging with a setting that production lacks is not tested.

    ## How to fix it
    Set the variable on both sides, remove it from both, or declare the difference.

    ## Example
    ```sh
    launchready env compare .env.staging .env.production
    ```
    A difference that is meant, in launchready.toml:
    ```toml
    [[accept]]
    check = "env-drift"
    subject = "BASIC_AUTH_PASSWORD"
    owner = "Ines Marlow"
    reason = "only staging has a door"
    until = "2027-03-31"
    ```
    """
    verify = compare_command(*pair.production, *pair.staging)
    only_production, only_staging = drift(pair.production, pair.staging)
    for name in only_staging:
        yield Finding(
            subject=name,
            message=f"Staging ({sources(pair.staging)}) has {name}, and production"
            f" ({sources(pair.production)}) does not.",
            fix=set_variable(stack, name),
            verify=verify,
            evidence=(f"{name}: only in staging",),
        )
    for name in only_production:
        yield Finding(
            subject=name,
            message=f"Production ({sources(pair.production)}) has {name}, and staging"
            f" ({sources(pair.staging)}) does not.",
            fix=set_variable(stack, name, "staging"),
            verify=verify,
            evidence=(f"{name}: only in production",),
        )
