from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.neighbours import counted, in_a_chat, told
from launchready.derive.load.scope import signs_in
from launchready.derive.load.shares import at_least
from launchready.derive.load.targets import too_few
from launchready.derive.load.words import limit
from launchready.facts.crowd import LoadFairness
from launchready.facts.load import LoadRun
from launchready.facts.product import Product
from launchready.model.check import UnclearError, check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Profile


@check(
    title="The limit for one noisy user refuses the others",
    impact="Innocent customers are shut out.",
    severity=Severity.HIGH,
    rows=("chat.isolation",),
    references=("https://www.rfc-editor.org/rfc/rfc6585.html#section-4",),
)
def limiter_hits_the_wrong_users(
    fairness: LoadFairness,
    product: Product,
    profile: Profile,
    run: LoadRun | None = None,
) -> Iterator[Finding]:
    """
    ## What it looks for
    429 answers to everybody else while one user is noisy, more than `error_rate` allows. All
    visitors of a run come from one address: a limit by address alone refuses them together, as it
    does with people in one office or one mobile network. Strangers cannot be told apart otherwise,
    so this is unknown where the manifest declares no login and no route behind one.
    Not proven by a run that went to no chat.

    ## Why it matters
    A limit that cannot tell people apart does the noisy one's work: nobody gets anything.

    ## How to fix it
    Count by account where somebody is signed in, by session or a key of the client before, and by
    address only far above what an office needs.

    ## Example
    ```js
    rateLimit({ keyGenerator: (request) => request.ip });
    ```

    Use instead:
    ```js
    rateLimit({ keyGenerator: (request) => request.user?.id ?? request.ip });
    ```
    """
    counted(fairness)
    threshold = profile.threshold("error_rate")
    refused, sent = fairness.others_limited, fairness.others_sent
    if 100 * at_least(refused, sent) > threshold.fail:
        if not signs_in(product):
            message = "nobody signs in, and all visitors of a run come from one address"
            raise UnclearError(message)
        yield Finding(
            subject=fairness.subject,
            message=f"{refused:,} of the others' {sent:,} requests were refused with 429 while one"
            f" user was noisy; the profile allows {limit(threshold.fail, threshold)} failures.",
            fix="Count by account instead of by address: `keyGenerator: (request) =>"
            " request.user?.id ?? request.ip`, or your limiter's word for it. Let the visitors of"
            " the scenario sign in: strangers can only be counted by address.",
            verify=measured_again(run, "limiter-hits-the-wrong-users", "fairness"),
            evidence=told(fairness),
        )
    elif sent < profile.threshold("neighbour_p95_ratio").samples:
        raise UnclearError(too_few(sent, profile.threshold("neighbour_p95_ratio").samples))
    else:
        in_a_chat(fairness, product)
