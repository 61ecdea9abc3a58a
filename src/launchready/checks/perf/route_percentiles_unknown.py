from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.phases import main
from launchready.derive.load.scope import OTHERS, measured, unmeasured
from launchready.derive.load.words import FEWEST
from launchready.facts.base import Each
from launchready.facts.load import LoadRun, RouteTimings
from launchready.facts.product import Product
from launchready.model.check import UnclearError, check
from launchready.model.finding import Finding, Severity

P99 = FEWEST[99]


@check(
    title="Nobody can say how long single routes take",
    impact="A mean over everything hides the page that loses customers.",
    severity=Severity.HIGH,
    rows=("perf.by_route",),
    references=("https://sre.google/workbook/implementing-slos/",),
)
def route_percentiles_unknown(
    run: LoadRun, routes: Each[RouteTimings], product: Product
) -> Iterator[Finding]:
    """
    ## What it looks for
    Times of many addresses under one name: a scenario that puts ids into the names of its routes
    has more names than a run keeps apart. Unknown while a route has fewer than 1,000 answers,
    because a 99th percentile needs them, and while a route of the manifest was not measured.

    ## Why it matters
    The 95th and 99th percentile of each route show who waits. A mean, or one number for all
    routes, shows nobody.

    ## How to fix it
    Name routes by what they are, not by the address of one thing, and run for long enough.

    ## Example
    ```yaml
    - url: /products/{{ id }}
      name: product {{ id }}
    ```

    Use instead:
    ```yaml
    - url: /products/{{ id }}
      name: product
    ```
    """
    phase = main(run)
    judged = measured(routes, phase)
    for route, timings in judged:
        if route.subject == OTHERS:
            yield Finding(
                subject=route.subject,
                message=f"{timings.requests:,} requests went to more routes than are kept apart, so"
                " nobody knows how long each took.",
                fix="Give the steps of the scenario names without ids in them.",
                verify=measured_again(run, "route-percentiles-unknown"),
                evidence=(f"{phase.name}: {timings.requests:,} requests as '{OTHERS}'",),
            )
    missing = () if routes.unseen else unmeasured(product, routes)
    if missing:
        message = f"not measured: {', '.join(missing[:5])}"
        raise UnclearError(message)
    rare = [(timings.response.count, route.subject) for route, timings in judged]
    fewest, name = min(rare, default=(0, "the product"))
    if fewest < P99:
        message = f"{name} has {fewest:,} of the {P99:,} answers that a 99th percentile needs"
        raise UnclearError(message)
