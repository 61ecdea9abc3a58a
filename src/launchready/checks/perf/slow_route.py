from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.phases import QUIET, during, main, open_loop
from launchready.derive.load.remedies import faster
from launchready.derive.load.scope import timed
from launchready.derive.load.targets import level_of, target_of
from launchready.derive.load.words import limit, proof, waited
from launchready.facts.load import LoadRun, RouteTimings
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="Visitors wait too long for an answer",
    impact="People leave slow pages before they buy.",
    severity=Severity.HIGH,
    rows=("perf.targets",),
    references=(
        "https://sre.google/sre-book/monitoring-distributed-systems/#xref_monitoring_golden-signals",
        "https://www.nngroup.com/articles/response-times-3-important-limits/",
    ),
)
def slow_route(
    route: RouteTimings, run: LoadRun, profile: Profile, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Routes whose 95th percentile under the first customers' traffic reaches the failing line that
    the profile draws for their kind (`p95_read`, `p95_write`, `p95_login`, `p95_checkout`,
    `p95_app`). A time counts from the moment the request was due. Unknown with fewer answers than
    the profile asks for, unless so many are slow that it cannot be chance, and where the load
    generator was late. Chats have `chat-answer-slow`; an upload takes as long as its file is large.

    ## Why it matters
    A mean hides it: with a mean of 300 ms one visitor in twenty can wait for three seconds, each
    time.

    ## How to fix it
    Find out where the time goes before changing anything: log the queries and the calls to others
    that one request makes, and mend the slowest.

    ## Example
    ```text
    wrong:   search: p50 410 ms, p95 2.4 s
    instead: search: p50 90 ms, p95 240 ms
    ```
    """
    timed(route)
    threshold = target_of(route.kind, profile)
    phase = main(run)
    response = during(route, phase).response
    if level_of(response, threshold) is Level.FAILED:
        yield Finding(
            subject=route.subject,
            message=f"{waited(response, route.subject)};"
            f" the profile fails {limit(threshold.fail, threshold)}.",
            fix=faster(route, platform),
            verify=measured_again(run, "slow-route"),
            evidence=proof(run, route, phase.name, QUIET),
        )
        return
    open_loop(phase)
