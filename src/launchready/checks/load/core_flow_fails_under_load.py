from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.failures import failures
from launchready.derive.load.phases import main, open_loop
from launchready.derive.load.scope import core_flows
from launchready.derive.load.words import limit, proof
from launchready.facts.base import Each
from launchready.facts.load import LoadRun, RouteTimings
from launchready.facts.product import Product
from launchready.model.check import UnclearError, check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Profile


@check(
    title="A core flow gives way under light traffic",
    impact="The part that you live from breaks first.",
    severity=Severity.HIGH,
    rows=("load.core_flows",),
    references=("https://sre.google/sre-book/addressing-cascading-failures/",),
)
def core_flow_fails_under_load(
    run: LoadRun, routes: Each[RouteTimings], product: Product, profile: Profile
) -> Iterator[Finding]:
    """
    ## What it looks for
    Logins, sign-ups, checkouts and chats that fail under the first customers' traffic more often
    than `error_rate` allows, beyond chance. In a product that declares routes and none of these,
    every route counts. Unknown while the manifest has one that the run did not go to, and while
    one has too few requests (as many as `load_p95` asks for).

    ## Why it matters
    A shop whose pictures fail is ugly. A shop whose checkout fails is closed.

    ## How to fix it
    Read the server's log of the run for this route, and repeat the run until nothing fails.

    ## Example
    ```text
    wrong:   login: 9 of 80 failed with 503
    instead: login: none of 80 failed
    ```
    """
    threshold, wanted = profile.threshold("error_rate"), profile.threshold("load_p95").samples
    phase = main(run)
    flows, missing = core_flows(product, routes, phase)
    doubts = [] if routes.unseen else [f"the run did not go to {name}" for name in missing]
    for route, timings in flows:
        lost = failures(timings)
        if lost.misasked:
            doubts.append(f"nearly every request to {route.subject} was answered 4xx")
        elif lost.surely_above(threshold.fail):
            yield Finding(
                subject=route.subject,
                message=f"{lost.failed:,} of {lost.asked:,} requests to {route.subject} failed"
                f" under load; the profile allows {limit(threshold.fail, threshold)}.",
                fix="Read the server's log of the run for this route: errors that only load brings"
                " are mostly exhausted database connections, time limits and want of memory.",
                verify=measured_again(run, "core-flow-fails-under-load"),
                evidence=proof(run, route, phase.name),
            )
        elif lost.asked < wanted:
            doubts.append(f"{route.subject} had {lost.asked:,} of the {wanted} requests it takes")
        elif 100 * lost.share > threshold.fail:
            doubts.append(f"{lost.failed} of {lost.asked} requests to {route.subject} failed")
    if doubts:
        raise UnclearError("; ".join(doubts[:3]))
    open_loop(phase)
