from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.breaking import expected_too_much
from launchready.facts.crowd import LoadKnee
from launchready.facts.load import LoadRun
from launchready.model.check import NothingToJudgeError, check
from launchready.model.finding import Finding, Severity


@check(
    title="The expected traffic is more than the product holds",
    impact="It fails on the first day that goes as planned.",
    severity=Severity.HIGH,
    rows=("load.degradation",),
    references=("https://sre.google/sre-book/addressing-cascading-failures/",),
)
def expected_traffic_not_held(run: LoadRun, knee: LoadKnee | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A search for the knee (`launchready load knee --expected RATE`) in which response times grew
    too much at the expected rate, or already below it. Unknown where the search was inconclusive
    or did not go that far; not asked where nobody said how much traffic is expected.

    ## Why it matters
    This is not about growth: the traffic you plan for is already more than one in twenty visitors
    gets a timely answer at, and everybody waits longer with each visitor more.

    ## How to fix it
    Find what the slowest route waits for (queries, locks, calls to others), give the work more
    processes or machines, or cache what is the same for everybody. Then search again.

    ## Example
    ```text
    wrong:   20 journeys/s are expected, 16/s held and 17/s did not
    instead: 20 journeys/s are expected, 48/s held
    ```
    """
    if knee is None or not knee.expected_per_s:
        message = "no search for the knee was told how much traffic is expected"
        raise NothingToJudgeError(message)
    low = expected_too_much(knee)
    if low:
        search = "knee" if run.asked else f"knee --expected {knee.expected_per_s:g}"
        yield Finding(
            subject="the product",
            message=low,
            fix="Mend what the slowest route waits for (queries, locks, calls to others), or give"
            " it more processes or machines, until the expected rate holds.",
            verify=measured_again(run, "expected-traffic-not-held", search),
            evidence=tuple(
                f"asked for {step.rate_per_s:,.3g}/s: p95 {step.p95_us / 1e3:,.0f} ms,"
                f" {step.failed:,} of {step.requests:,} requests failed,"
                f" {'held' if step.passed else 'did not hold'}"
                for step in knee.steps
                if not step.void
            )[-6:],
        )
