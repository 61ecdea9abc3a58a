from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from launchready.derive.commands import has, proof
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.platform import Platform
from launchready.facts.service import OddBodies
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

OK, REDIRECT, ERROR = 200, 300, 500


@check(
    title="One huge request can fill the server",
    impact="A single visitor can slow down or crash the product for everybody.",
    severity=Severity.HIGH,
    rows=("api.payload_limits",),
    references=(
        "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
        "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.14",
    ),
)
def oversized_body_accepted(bodies: OddBodies, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A declared write, login or chat route that accepts 2 MB of JSON with a single unknown field,
    or breaks over it. Any refusal (4xx, a redirect to the login, a closed connection) is fine.
    Sent only where the manifest says `owned = true`.

    ## Why it matters
    Whatever is accepted is held in memory, parsed, logged and perhaps stored: a loop of such
    requests costs the sender nothing.

    ## How to fix it
    Set a limit on bodies in the web server and in the framework: 100 kB is plenty for forms and
    JSON.

    ## Example
    ```js
    app.use(express.json({ limit: "50mb" }));
    ```

    Use instead:
    ```js
    app.use(express.json({ limit: "100kb" }));
    ```
    """
    status = bodies.oversized_status
    accepted, broke = OK <= status < REDIRECT, status >= ERROR
    if not accepted and not broke:
        return
    what = "accepts" if accepted else "breaks over"
    yield Finding(
        subject=bodies.subject,
        message=f"{bodies.subject} {what} a body of {bodies.oversized_bytes:,} bytes.",
        fix=fix_on(
            of_host(platform, bodies.subject),
            "Set a limit on bodies in the framework, and answer 413 above it.",
            nginx="In nginx: `client_max_body_size 200k;` for this path.",
            caddy="In the Caddyfile: `request_body { max_size 200KB }`.",
        ),
        verify=_send_again(bodies),
        evidence=(f"{bodies.method} with {bodies.oversized_bytes} bytes: status {status}",),
    )


def _send_again(bodies: OddBodies) -> str:
    begins, ends = '{"launchready_probe": "', '"}'
    filler = bodies.oversized_bytes - len(begins) - len(ends)
    return proof(
        f"{{ printf '{begins}'; head -c {filler} /dev/zero | tr '\\0' a; printf '{ends}'; }}"
        f" | curl -sS -o /dev/null -w '%{{http_code}}' -X {bodies.method} -H 'Expect:'"
        f" -H 'Content-Type: application/json' --data-binary @- {quote(bodies.subject)}",
        has("^[34]..$"),
    )
