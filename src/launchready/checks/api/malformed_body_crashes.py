from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from launchready.derive.commands import has, lacks, literal, proof
from launchready.facts.service import OddBodies
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

ERROR = 500


@check(
    title="A broken request crashes the route",
    impact="Attackers see that errors are not caught, and learn from them.",
    severity=Severity.HIGH,
    rows=("api.payload_limits",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.1",
        "https://cwe.mitre.org/data/definitions/209.html",
    ),
)
def malformed_body_crashes(bodies: OddBodies) -> Iterator[Finding]:
    """
    ## What it looks for
    A declared write, login or chat route that answers JSON which ends in the middle with a
    server error, or with a stack trace. 4xx without a trace is right. Sent only where the
    manifest says `owned = true`.

    ## Why it matters
    An uncaught error can take the process down with everybody else's requests, fills the error
    log, and its trace tells which code runs.

    ## How to fix it
    Catch what the parser throws, answer 400, and validate fields before using them.

    ## Example
    ```js
    const order = JSON.parse(await request.text());
    ```

    Use instead:
    ```js
    const order = Order.safeParse(await request.json().catch(() => null));
    if (!order.success) return new Response("Bad Request", { status: 400 });
    ```
    """
    crashed = bodies.malformed_status >= ERROR
    if not crashed and not bodies.stack_trace:
        return
    what = f"status {bodies.malformed_status}" if crashed else "a stack trace"
    yield Finding(
        subject=bodies.subject,
        message=f"{bodies.subject} answers a broken body with {what}.",
        fix="Catch parse errors and answer 400 with a short message; turn debug mode off, so that "
        "no trace leaves the server.",
        verify=proof(
            "curl -sS -w '%{http_code}' -H 'Content-Type: application/json' "
            f"-X {bodies.method} -d '{{' {quote(bodies.subject)}",
            has("4..$"),
            *([lacks(literal(bodies.stack_trace))] if bodies.stack_trace else []),
        ),
        evidence=tuple(
            one for one in (f"status {bodies.malformed_status}", bodies.stack_trace[:200]) if one
        ),
    )
