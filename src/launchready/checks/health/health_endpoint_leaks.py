from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import answered, has, proof
from launchready.facts.service import HealthView
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The health page tells strangers too much",
    impact="Attackers learn passwords, versions or internal addresses from it.",
    severity=Severity.HIGH,
    rows=("health.endpoint",),
    references=("https://cwe.mitre.org/data/definitions/497.html",),
)
def health_endpoint_leaks(health: HealthView) -> Iterator[Finding]:
    """
    ## What it looks for
    Connection strings, names of environment variables, internal addresses, versions of
    databases and servers, or stack traces in the answer of the health page. The version of your
    own product is fine.

    ## Why it matters
    The page is public so that monitors can ask it, and so it is the first that attackers read.

    ## How to fix it
    Answer `ok` or `not ok` to everybody; give details only to those who send a token.

    ## Example
    ```json
    {"status": "ok", "db": "postgres://app:...@10.0.0.5/shop", "postgres": "15.2"}
    ```

    Use instead:
    ```json
    {"status": "ok"}
    ```
    """
    if health.leaks:
        yield Finding(
            subject=health.url,
            message=f"{health.url} tells everybody {health.leaks[0]}.",
            fix="Answer only `ok` or `not ok` to strangers, and keep details for requests with a "
            "token. Replace any password that was shown.",
            verify=proof(
                answered(health.url, shows="%{http_code} %{size_download}"),
                has("^(200 [0-9]{1,2}|40[13] .*)$"),
            ),
            evidence=health.leaks[:5],
        )
