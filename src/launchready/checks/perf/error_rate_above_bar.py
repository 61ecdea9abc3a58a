from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.failures import REFUSED, failures, requests_needed, standing, together
from launchready.derive.load.phases import main
from launchready.derive.load.scope import measured
from launchready.derive.load.words import limit, seen
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
    every = [(route, timings, failures(timings)) for route, timings in measured(routes, phase)]
    wrong = [route.subject for route, _, lost in every if lost.misasked]
    asked = [(route, timings, lost) for route, timings, lost in every if not lost.misasked]
    whole = together(lost for _, _, lost in asked)
    bad = [one for one in asked if one[2].surely_above(threshold.fail)]
    worst = sorted(bad or asked, key=lambda one: -one[2].share)[:3]
    if bad or standing(whole, threshold) is Level.FAILED:
        names = ", ".join(route.subject for route, _, _ in worst)
        told = together(lost for _, _, lost in bad) if bad else whole
        yield Finding(
            subject=names if bad else run.scenario or run.subject,
            message=f"{told.failed:,} of {told.asked:,} requests failed under load"
            f" ({100 * told.share:.1f} %); the profile allows {limit(threshold.fail, threshold)}.",
            fix=f"Read the server's log of the run, first for {names}: errors that only load brings"
            " are mostly exhausted database connections, time limits and want of memory.",
            verify=measured_again(run, "error-rate-above-bar"),
            evidence=tuple(f"{r.subject}: {seen(phase, t)}"[:200] for r, t, _ in worst),
        )
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
