from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.env.words import place
from launchready.facts.env import Elsewhere, Looks, Stage
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A test environment uses a live key",
    impact="A test charges real cards or changes real customers' data.",
    severity=Severity.BLOCKER,
    rows=("env.separated", "secrets.per_env"),
    references=("https://docs.stripe.com/keys",),
)
def live_key_in_test_environment(elsewhere: Elsewhere) -> Iterator[Finding]:
    """
    ## What it looks for
    Live keys of payment vendors (`sk_live_`, `rk_live_`, Razorpay's and Paddle's live keys) in
    staging, previews, tests and on developers' machines.

    ## Why it matters
    Tests create orders, refunds and mails. With a live key they do it to real people, and the
    key lies on every machine that runs the tests.

    ## How to fix it
    Replace the live key at the vendor, since it has been on those machines, and use a test key
    there.

    ## Example
    ```sh
    # .env.staging
    STRIPE_SECRET_KEY=sk_live_...
    ```
    Use the vendor's test mode instead:
    ```sh
    STRIPE_SECRET_KEY=sk_test_...
    ```
    """
    for environment in elsewhere.environments:
        for variable in environment.variables:
            if variable.looks is not Looks.LIVE_KEY:
                continue
            where = place(environment, variable)
            stage = (
                "a developer's machine"
                if environment.stage is Stage.DEVELOPMENT
                else (f"the {environment.stage} environment")
            )
            yield Finding(
                subject=variable.name,
                message=f"{variable.name} on {stage} is a live key ({where})."
                if environment.stage is Stage.DEVELOPMENT
                else f"{variable.name} in {stage} is a live key ({where}).",
                fix="Replace the key at the vendor, put the new one into production alone, and use"
                " a test key here.",
                verify="launchready env list",
                evidence=(f"{where}: {variable.name} is a live key",),
            )
