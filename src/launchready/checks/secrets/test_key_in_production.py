from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.secrets.grade import Grade, grade
from launchready.derive.secrets.words import where
from launchready.facts.run import Run
from launchready.facts.secrets import BundleSecrets
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The live site runs with a test key",
    impact="Customers go through the checkout, and no money arrives.",
    severity=Severity.MEDIUM,
    rows=("env.separated",),
    references=("https://docs.stripe.com/keys#obtain-api-keys",),
)
def test_key_in_production(secrets: BundleSecrets, run: Run) -> Iterator[Finding]:
    """
    ## What it looks for
    A key of a provider's test mode (`pk_test_`, `sk_test_`, `rzp_test_`…) in code that visitors
    of the live site load. A secret test key should not be there either.

    ## Why it matters
    In test mode cards are not charged and mails are not sent, and nobody sees an error.

    ## How to fix it
    Set the live key in the production environment and build again.

    ## Example
    ```ts
    loadStripe("pk_test_...")
    ```

    Use instead:
    ```ts
    loadStripe(process.env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY) // pk_live_ in production
    ```
    """
    for secret in secrets.found:
        if grade(secret, run.at) is not Grade.TEST and not secret.kind.endswith("-test-key"):
            continue
        first = secret.places[0]
        yield Finding(
            subject=secret.id,
            message=f"The live site uses a {secret.what}, in {where(first)}.",
            fix="Set the live key in the production environment of the platform and build again.",
            verify=f"launchready secrets --bundle {first.path}",
            evidence=(f"{secret.what}: {secret.shown}", where(first)[:200]),
        )
