from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.phases import QUIET, during, main, open_loop
from launchready.derive.load.remedies import faster
from launchready.derive.load.targets import level_of, target_of
from launchready.derive.load.words import limit, proof, waited
from launchready.facts.load import LoadRun, RouteTimings
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="An answer takes longer than it should",
    impact="Each wait costs some visitors.",
    severity=Severity.MEDIUM,
    rows=("perf.targets",),
    references=("https://www.nngroup.com/articles/response-times-3-important-limits/",),
)
def route_above_target(
    route: RouteTimings, run: LoadRun, profile: Profile, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Routes whose 95th percentile under the first customers' traffic misses the profile's target
    for their kind, and stays below the line at which it is a failure (see `slow-route`). For chats
    it is the whole answer (`chat_total`).

    ## Why it matters
    It does no harm yet. With more data and more people it will.

    ## How to fix it
    As for `slow-route`, after the launch: find out where the time goes, and mend the slowest part.

    ## Example
    ```text
    wrong:   search: p95 420 ms, target 300 ms
    instead: search: p95 240 ms
    ```
    """
    threshold = target_of(route.kind, profile)
    phase = main(run)
    response = during(route, phase).response
    level = level_of(response, threshold)
    if level is Level.BETWEEN:
        yield Finding(
            subject=route.subject,
            message=f"{waited(response, route.subject)};"
            f" the profile's target is {limit(threshold.target, threshold)}.",
            fix=faster(route, platform),
            verify=measured_again(run, "route-above-target"),
            evidence=proof(run, route, phase.name, QUIET),
        )
    elif level is Level.MET:
        open_loop(phase)
