from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.failures import REFUSED, failures, requests_needed, standing, together
from launchready.derive.load.phases import main, open_loop
from launchready.derive.load.scope import measured
from launchready.derive.load.words import limit, proof
from launchready.facts.base import Each
from launchready.facts.load import LoadRun, RouteTimings
from launchready.model.check import UnclearError, check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="Too many requests fail under the first customers' traffic",
    impact="Customers see errors on the day that they come.",
    severity=Severity.BLOCKER,
    rows=("perf.error_rate",),
    references=("https://sre.google/workbook/implementing-slos/",),
)
def error_rate_above_bar(
    run: LoadRun, routes: Each[RouteTimings], profile: Profile
) -> Iterator[Finding]:
    """
    ## What it looks for
    The share of requests that failed under load (time-outs, broken connections, 4xx and 5xx
    answers, answers that are not what the scenario expects), over all routes and for each, against
    `error_rate`. It is met only where the true share is below the limit with 95 % certainty: 300
    requests without any failure prove 1 %. 429 answers are left out, because one machine plays
    many visitors and can be limited where they would not be.

    ## Why it matters
    One failure in fifty requests is one in ten visits of five pages.

    ## How to fix it
    Read the server's log at the time of the run. Errors that come only under load are mostly
    exhausted database connections, time limits and restarts for want of memory.

    ## Example
    ```text
    wrong:   1,200 requests, 31 of them 503
    instead: 1,200 requests, none failed
    ```
    """
    threshold = profile.threshold("error_rate")
    phase = main(run)
    every = [(route, failures(timings)) for route, timings in measured(routes, phase)]
    wrong = [route.subject for route, lost in every if lost.misasked]
    asked = [(route, lost) for route, lost in every if not lost.misasked]
    whole = together(lost for _, lost in asked)
    worst = sorted(asked, key=lambda one: -one[1].share)
    bad = [(one.subject, lost, [one]) for one, lost in worst if lost.surely_above(threshold.fail)]
    if not bad and standing(whole, threshold) is Level.FAILED:
        bad = [(run.scenario or "all routes", whole, [one for one, _ in worst[:3]])]
    for subject, lost, which in bad:
        yield Finding(
            subject=subject,
            message=f"{lost.failed:,} of {lost.asked:,} requests failed under load"
            f" ({100 * lost.share:.1f} %); the profile allows {limit(threshold.fail, threshold)}.",
            fix=f"Read the server's log of the run for {', '.join(one.subject for one in which)}:"
            " errors that only load brings are mostly exhausted database connections, time limits"
            " and want of memory.",
            verify=measured_again(run, "error-rate-above-bar"),
            evidence=tuple(line for one in which for line in proof(run, one, phase.name)),
        )
    if bad:
        return
    if wrong:
        message = f"nearly every request to {', '.join(wrong[:3])} was answered 4xx"
        raise UnclearError(message)
    if whole.refused > REFUSED * whole.sent:
        message = f"a limiter refused {whole.refused:,} of {whole.sent:,} requests of the run"
        raise UnclearError(message)
    if standing(whole, threshold) is None:
        message = (
            f"{whole.failed:,} of {whole.asked:,} requests failed: it takes"
            f" {requests_needed(whole, threshold):,} to tell"
        )
        raise UnclearError(message)
    open_loop(phase)
