from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.failures import failures
from launchready.derive.load.phases import QUIET, open_loop
from launchready.derive.load.remedies import faster
from launchready.derive.load.targets import too_few
from launchready.derive.load.words import limit, proof
from launchready.facts.load import Fault, LoadRun, RouteTimings
from launchready.facts.platform import Platform
from launchready.model.check import UnclearError, check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Profile

FEWEST, SOME = 20, 2
PHASES = (QUIET, "load", "run")


@check(
    title="A page does not answer at all",
    impact="It will not get better with real users.",
    severity=Severity.BLOCKER,
    rows=("load.staging_ok",),
    references=("https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.5",),
)
def route_times_out(
    route: RouteTimings, run: LoadRun, profile: Profile, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Routes of which at least two requests, and more than the profile's `error_rate`, got no answer
    within the time limit, while it was quiet or under the first customers' traffic. Unknown below
    20 requests.

    ## Why it matters
    Nobody waits for half a minute. And a request that hangs holds a worker and a database
    connection that others need.

    ## How to fix it
    Find what it waits for: a query without an index, a lock, a service that does not answer. Give
    each call to others a time limit that is shorter than the visitor's patience.

    ## Example
    ```text
    wrong:   reports: 14 of 80 requests had no answer after 30 s
    instead: reports: all 80 requests were answered, the slowest after 900 ms
    ```
    """
    threshold = profile.threshold("error_rate")
    counted = [one for one in run.phases if one.name in PHASES and not one.void]
    asked = 0
    for phase in counted:
        timings = route.phase(phase.name)
        if timings is None:
            continue
        lost = failures(timings)
        late, asked = lost.of(Fault.TIMEOUT), asked + lost.asked
        if late >= SOME and 100 * late > threshold.fail * lost.asked:
            yield Finding(
                subject=route.subject,
                message=f"{late:,} of {lost.asked:,} requests to {route.subject} got no answer"
                f" within the time limit; the profile allows {limit(threshold.fail, threshold)}"
                " failures.",
                fix=f"Find what it waits for, and give calls to others a time limit of a few"
                f" seconds. {faster(route, platform)}",
                verify=measured_again(run, "route-times-out"),
                evidence=proof(run, route, phase.name),
            )
            return
    if asked < FEWEST:
        why = next((f": {one.void}" for one in run.phases if one.void), "")
        raise UnclearError(too_few(asked, FEWEST) + (why if not counted else ""))
    for phase in counted:
        open_loop(phase)
