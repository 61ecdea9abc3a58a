from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.crowd import crowd, enough, lost, told
from launchready.facts.base import Each
from launchready.facts.crowd import AtOnce
from launchready.facts.load import LoadRun
from launchready.facts.product import Product, RouteKind
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Profile


@check(
    title="Checkout fails when several people buy at once",
    impact="Five buyers at once is success, and they cannot pay.",
    severity=Severity.BLOCKER,
    rows=("load.five_users",),
    references=(
        "https://docs.stripe.com/api/idempotent_requests",
        "https://www.postgresql.org/docs/current/explicit-locking.html",
    ),
)
def checkout_fails_at_once(
    run: LoadRun, crowds: Each[AtOnce] | None, product: Product, profile: Profile
) -> Iterator[Finding]:
    """
    ## What it looks for
    A checkout that does not succeed for every one of the people (`load_users`) who come to it in
    the same moment, in several rounds. One who fails is enough, and one who is refused with 429 is
    one who fails. Unknown while the manifest has a checkout that the run did not go to.

    ## Why it matters
    Two orders for the last item, the same cart sent twice, one invoice number for two invoices:
    such mistakes show only when people come together, and they cost money each time.

    ## How to fix it
    Decide by the database, in one statement: a unique constraint, `UPDATE … WHERE stock > 0`, an
    idempotency key for the payment. Try again where it reports a conflict.

    ## Example
    ```sql
    SELECT stock FROM products WHERE id = 7;
    UPDATE products SET stock = 0 WHERE id = 7;
    ```

    Use instead:
    ```sql
    UPDATE products SET stock = stock - 1 WHERE id = 7 AND stock > 0;
    ```
    """
    threshold = profile.threshold("load_users")
    for one in crowd(run, crowds, product, RouteKind.CHECKOUT):
        failed = lost(one)
        if failed:
            yield Finding(
                subject=one.subject,
                message=f"{failed} of {one.people * one.rounds} buyers failed when {one.people}"
                " bought at once.",
                fix="Let the database decide who gets the last item, in one statement, and give"
                " each payment an idempotency key. A limit for bots must let"
                f" {threshold.target:g} buyers through.",
                verify=measured_again(run, "checkout-fails-at-once"),
                evidence=told(one),
            )
        else:
            enough(one, threshold)
