from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.env.words import place
from launchready.derive.stack.fix import set_variable
from launchready.facts.env import Looks, Production
from launchready.facts.stack import Stack
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Production uses a test key",
    impact="Customers pay with nothing: orders look paid and no money arrives.",
    severity=Severity.HIGH,
    rows=("env.separated", "secrets.per_env"),
    references=("https://docs.stripe.com/keys",),
)
def test_key_in_live_environment(production: Production, stack: Stack | None) -> Iterator[Finding]:
    """
    ## What it looks for
    Values of production that are a vendor's test keys: Stripe's `sk_test_`, `pk_test_` and
    `rk_test_`, Paddle's sandbox, Razorpay's `rzp_test_`, Braintree's sandbox tokens. Keys whose
    variable says that it is for tests (`STRIPE_TEST_KEY`) are left out.

    ## Why it matters
    Everything seems to work. The payment page takes the vendor's test cards, and refuses real
    ones or charges nothing.

    ## How to fix it
    Put the live key into production, the secret and the public one together, and make the
    webhook's secret anew for live mode.

    ## Example
    ```sh
    STRIPE_SECRET_KEY=sk_test_...
    ```
    Use instead the key of live mode:
    ```sh
    vercel env add STRIPE_SECRET_KEY production
    ```
    """
    for environment in production.environments:
        for variable in environment.variables:
            if variable.looks is not Looks.TEST_KEY or "TEST" in variable.name.upper():
                continue
            if "SANDBOX" in variable.name.upper():
                continue
            where = place(environment, variable)
            yield Finding(
                subject=variable.name,
                message=f"{variable.name} of production is a test key ({where}).",
                fix=f"Take the live key from the vendor. {set_variable(stack, variable.name)}",
                verify="launchready env list",
                evidence=(f"{where}: {variable.name} is a test key",),
            )
