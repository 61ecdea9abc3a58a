from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.growth import growth_level
from launchready.derive.load.neighbours import counted, failed_beside, in_a_chat, told
from launchready.derive.load.words import slower
from launchready.facts.crowd import LoadFairness
from launchready.facts.load import LoadRun
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="One noisy user takes the product away from the others",
    impact="One heavy user ruins it for everyone.",
    severity=Severity.HIGH,
    rows=("chat.isolation",),
    references=(
        "https://sre.google/sre-book/handling-overload/",
        "https://learn.microsoft.com/azure/architecture/antipatterns/noisy-neighbor/noisy-neighbor",
    ),
)
def noisy_user_starves_others(
    fairness: LoadFairness,
    profile: Profile,
    run: LoadRun | None = None,
    product: Product | None = None,
) -> Iterator[Finding]:
    """
    ## What it looks for
    What happens to everybody else while one user sends many times what all of them send: their 95th
    percentile doubles (`neighbour_p95_ratio`, a calm time below 20 ms counts as 20 ms), or more of
    their requests fail than `error_rate` allows. From `launchready load fairness`.
    Not proven by a run that went to no chat.

    ## Why it matters
    It takes no attack: a browser tab that reloads, a script of a keen customer, one very long chat.

    ## How to fix it
    Limit each user (by account, by address for strangers), in requests and in work under way at
    once, and answer 429 with `Retry-After` before any costly work begins.

    ## Example
    ```text
    wrong:   p95 of the others 19 ms, beside one noisy user 820 ms
    instead: p95 of the others 19 ms, beside one noisy user 21 ms; that user got 1,961 times 429
    ```
    """
    counted(fairness)
    failed = failed_beside(fairness)
    errors = profile.threshold("error_rate")
    said = ""
    if failed.surely_above(errors.fail):
        said = f"{failed.failed:,} of the others' {failed.asked:,} requests failed"
    elif _level(fairness, profile) is Level.FAILED:
        said = f"the others got {slower(fairness.calm, fairness.beside)}"
    if said:
        yield Finding(
            subject=fairness.subject,
            message=f"Beside one noisy user {said}.",
            fix="Limit each user by account, and strangers by address: requests a minute, and how"
            " much may be under way at once. Answer 429 with Retry-After before costly work.",
            verify=measured_again(run, "noisy-user-starves-others", "fairness"),
            evidence=told(fairness),
        )
    else:
        in_a_chat(fairness, product)


def _level(fairness: LoadFairness, profile: Profile) -> Level:
    return growth_level(fairness.calm, fairness.beside, profile.threshold("neighbour_p95_ratio"))
