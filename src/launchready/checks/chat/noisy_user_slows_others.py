from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.growth import growth_level
from launchready.derive.load.neighbours import counted, in_a_chat, told
from launchready.derive.load.words import slower
from launchready.facts.crowd import LoadFairness
from launchready.facts.load import LoadRun
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="One noisy user slows the others down",
    impact="Heavy users cost the light ones time.",
    severity=Severity.MEDIUM,
    rows=("chat.isolation",),
    references=("https://sre.google/sre-book/handling-overload/",),
)
def noisy_user_slows_others(
    fairness: LoadFairness,
    profile: Profile,
    run: LoadRun | None = None,
    product: Product | None = None,
) -> Iterator[Finding]:
    """
    ## What it looks for
    A 95th percentile of everybody else that grows beside one noisy user by more than the target of
    `neighbour_p95_ratio`, beyond chance, and does not double (see `noisy-user-starves-others`).
    Not proven by a run that went to no chat.

    ## Why it matters
    The limits hold, but late: the work of the noisy one is begun before it is refused.

    ## How to fix it
    Refuse earlier, at the edge or in the first lines of the request, and lower how much one user
    may have under way at once.

    ## Example
    ```text
    wrong:   p95 of the others 40 ms, beside one noisy user 70 ms
    instead: p95 of the others 40 ms, beside one noisy user 45 ms
    ```
    """
    counted(fairness)
    threshold = profile.threshold("neighbour_p95_ratio")
    if growth_level(fairness.calm, fairness.beside, threshold) is Level.BETWEEN:
        yield Finding(
            subject=fairness.subject,
            message="Beside one noisy user the others got"
            f" {slower(fairness.calm, fairness.beside)}.",
            fix="Refuse the noisy one earlier: at the edge, or before any costly work, and lower"
            " how much one user may have under way at once.",
            verify=measured_again(run, "noisy-user-slows-others", "fairness"),
            evidence=told(fairness),
        )
    else:
        in_a_chat(fairness, product)
