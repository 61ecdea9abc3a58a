from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.growth import load_level
from launchready.derive.load.phases import QUIET, during, main, named, open_loop, response
from launchready.derive.load.remedies import roomier
from launchready.derive.load.scope import timed
from launchready.derive.load.words import proof, slower
from launchready.facts.load import LoadRun, RouteTimings
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="More visitors make an answer slower",
    impact="There is little room left before people wait.",
    severity=Severity.MEDIUM,
    rows=("load.degradation",),
    references=("https://sre.google/sre-book/addressing-cascading-failures/",),
)
def latency_grows_under_load(
    route: RouteTimings, run: LoadRun, profile: Profile, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Routes whose 95th percentile grows under the first customers' traffic by more than the target
    of `load_p95_ratio`, beyond chance, and does not double (see `latency-doubles-under-load`). A
    quiet time below 20 ms counts as 20 ms.

    ## Why it matters
    Something is near its limit. Nobody suffers yet.

    ## How to fix it
    Find out what people queue for, and make more of it, before the traffic grows.

    ## Example
    ```text
    wrong:   quiet p95 120 ms, with 20 users 210 ms
    instead: quiet p95 120 ms, with 20 users 150 ms
    ```
    """
    timed(route)
    quiet, load = named(run, QUIET), main(run)
    before, after = response(route, quiet), during(route, load).response
    level = load_level(route, before, after, profile)
    if level is Level.BETWEEN:
        yield Finding(
            subject=route.subject,
            message=f"Under load {route.subject} got {slower(before, after)}.",
            fix=roomier(route, platform),
            verify=measured_again(run, "latency-grows-under-load"),
            evidence=proof(run, route, quiet.name, load.name),
        )
    elif level is Level.MET:
        open_loop(load)
