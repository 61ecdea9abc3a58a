from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import PRINT, answered, proof
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

POOR_MS, ERROR = 1_800, 400


@check(
    title="The server takes its time before it answers",
    impact="Visitors leave before they see anything.",
    severity=Severity.MEDIUM,
    rows=("perf.targets",),
    references=("https://web.dev/articles/ttfb",),
    hint=True,
)
def slow_first_byte(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    A root page whose first byte came 1.8 seconds or more after the request was sent, where
    web.dev begins to call it poor. It is one measurement from one place: a hint, not a load test.

    ## Why it matters
    Everything else waits for the first byte: style, script, picture.

    ## How to fix it
    Run the command below a few times, look for slow database queries, and serve what is the same
    for everybody from the edge.

    ## Example
    ```
    time to first byte: 2,400 ms
    ```

    Use instead:
    ```
    time to first byte: 200 ms
    ```
    """
    took = page.answer.timing.first_byte_ms
    if took is None or took < POOR_MS or page.answer.status >= ERROR:
        return
    yield Finding(
        subject=page.answer.url,
        message=f"{page.answer.url} took {took / 1000:.1f} seconds to begin its answer.",
        fix="Run the command below a few times: a first answer may pay for a cold start. If it"
        " stays slow, repair the slowest database query of this page, and let the edge keep what"
        " is the same for everybody.",
        verify=proof(
            answered(page.answer.url, "-f", shows="%{time_starttransfer}"),
            f'test "$({PRINT} | tr -dc 0-9 | cut -c1-4)" -lt {POOR_MS}',
        ),
        evidence=(f"first byte after {took:,.0f} ms",),
    )
