from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import status_is
from launchready.facts.service import HealthView
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nothing tells monitors whether the product is well",
    impact="You hear of an outage from a customer.",
    severity=Severity.MEDIUM,
    rows=("health.endpoint",),
    references=(
        "https://datatracker.ietf.org/doc/html/draft-inadarei-api-health-check",
        "https://microservices.io/patterns/observability/health-check-api.html",
    ),
)
def health_endpoint_missing(health: HealthView) -> Iterator[Finding]:
    """
    ## What it looks for
    No answer about health at the declared health route or, without one, at two usual addresses
    of the API, app or main host (more with `--deep`). 401 and 403 count as an answer: the page
    is there for those who may know. A page for people is none.

    ## Why it matters
    A home page from a cache looks well while the database is down; a release needs something to
    wait for.

    ## How to fix it
    Add a route that asks the database and the queue, answers 200 or 503, and says no more than
    "ok"; then declare it in the manifest.

    ## Example
    ```http
    GET /health
    HTTP/1.1 404 Not Found
    ```

    Use instead:
    ```http
    GET /health
    HTTP/1.1 200 OK

    {"status": "ok"}
    ```
    """
    if health.url:
        return
    where = health.asked[0] if health.asked else health.subject
    message = (
        f"The declared health route {where} answered {health.status}."
        if health.declared
        else f"No health page was found; {where} answered {health.status}."
    )
    yield Finding(
        subject=where,
        message=message,
        fix="Add a route that asks the database and the queue and answers 200 or 503, and declare "
        "it in launchready.toml as a route of kind `health`.",
        verify=status_is(where, "(2..|401|403)"),
        evidence=tuple(f"asked {url}" for url in health.asked[:5]),
    )
