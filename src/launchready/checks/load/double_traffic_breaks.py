from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.breaking import Broken, first_to_break, knee_too_low
from launchready.derive.load.earlier import broken_earlier
from launchready.derive.load.phases import DOUBLE, named
from launchready.derive.load.words import proof
from launchready.facts.base import Each
from launchready.facts.crowd import LoadKnee
from launchready.facts.load import LoadRun, RouteTimings
from launchready.model.check import NothingToJudgeError, UnclearError, check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Profile

GROW = (
    "Mend what breaks first, and decide now what you would switch off on such a day: search"
    " suggestions, feeds, exports. Let the host add machines by itself where it can."
)
WRONG = (
    "More machines do not mend it, because it fails with less traffic too: read the server's log"
    " of the run for this route, mend it there, and then see what twice the traffic does."
)


@check(
    title="Twice the traffic is too much",
    impact="Good news breaks the product.",
    severity=Severity.MEDIUM,
    rows=("load.double",),
    references=("https://sre.google/sre-book/addressing-cascading-failures/",),
)
def double_traffic_breaks(
    run: LoadRun, routes: Each[RouteTimings] | None, knee: LoadKnee | None, profile: Profile
) -> Iterator[Finding]:
    """
    ## What it looks for
    The route that breaks first when the expected traffic doubles: one whose failures pass
    `error_rate` or whose 95th percentile reaches the failing line of its kind. Where the run sent
    no such traffic, a search for the knee (`launchready load knee`) answers instead.

    ## Why it matters
    A mention in the right place doubles the traffic in an hour. Knowing what breaks first tells
    what to mend, and what to switch off.

    ## How to fix it
    Mend the route that breaks first, and run again: another one will be next.

    ## Example
    ```text
    wrong:   at 24/s search takes 3.1 s, and 6 % of its requests fail
    instead: at 24/s every route keeps the profile's limits
    ```
    """
    try:
        phase = named(run, DOUBLE)
    except (UnclearError, NothingToJudgeError):
        if knee is None:
            raise
        if knee.inconclusive:
            raise UnclearError(knee.inconclusive) from None
        low = knee_too_low(knee, profile)
        if low:
            yield _finding(
                "the product", low, (low,), measured_again(run, "double-traffic-breaks", "knee")
            )
        return
    broken: Broken | None = first_to_break(routes or (), phase, profile)
    if broken is not None:
        early = broken_earlier(run, phase, broken, profile)
        said = f"At twice the traffic {broken.route.subject} breaks first: {broken.how}."
        yield _finding(
            broken.route.subject,
            f"{early}. At twice the traffic: {broken.how}." if early else said,
            proof(run, broken.route, "quiet" if early else "load", phase.name),
            measured_again(run, "double-traffic-breaks"),
            WRONG if early else GROW,
        )


def _finding(
    subject: str, message: str, evidence: tuple[str, ...], verify: str, fix: str = GROW
) -> Finding:
    return Finding(
        subject=subject,
        message=message,
        fix=fix,
        verify=verify,
        evidence=evidence,
    )
