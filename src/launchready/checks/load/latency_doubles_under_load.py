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
    title="A few more visitors make everybody wait",
    impact="The first good day is the slowest one.",
    severity=Severity.HIGH,
    rows=("load.degradation",),
    references=("https://sre.google/sre-book/addressing-cascading-failures/",),
)
def latency_doubles_under_load(
    route: RouteTimings, run: LoadRun, profile: Profile, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Routes whose 95th percentile under the first customers' traffic is at least twice the quiet one
    (`load_p95_ratio`), beyond chance. A quiet time below 20 ms counts as 20 ms: doubling 5 ms is
    noise. Also routes that grow less, and pass the failing line under load (`load_p95`) by it.
    Chats are judged by their own checks, uploads take as long as the file is large.

    ## Why it matters
    Times that grow with the crowd grow faster and faster: what doubles with ten visitors stands
    still with forty.

    ## How to fix it
    Look for what people queue for: workers, database connections, a lock on one row, a call to
    somebody else that is not awaited.

    ## Example
    ```text
    wrong:   quiet p95 120 ms, with 20 users 640 ms
    instead: quiet p95 120 ms, with 20 users 150 ms
    ```
    """
    timed(route)
    quiet, load = named(run, QUIET), main(run)
    before, after = response(route, quiet), during(route, load).response
    if load_level(route, before, after, profile) is Level.FAILED:
        yield Finding(
            subject=route.subject,
            message=f"Under load {route.subject} got {slower(before, after)}.",
            fix=roomier(route, platform),
            verify=measured_again(run, "latency-doubles-under-load"),
            evidence=proof(run, route, quiet.name, load.name),
        )
        return
    open_loop(load)
