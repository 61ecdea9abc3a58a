from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.secrets.log_words import log_finding
from launchready.facts.secrets import LogLeaks
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

_FIX = (
    "Take the field out where the line is written (a filter for parameters and headers in the "
    "logger), end the sessions and replace the credentials that were written, and delete the old "
    "logs and their copies."
)


@check(
    title="Logs hold passwords, tokens or cookies",
    impact="Log readers become account holders.",
    severity=Severity.HIGH,
    rows=("secrets.logs",),
    references=(
        "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html",
        "https://cwe.mitre.org/data/definitions/532.html",
    ),
)
def secret_in_logs(logs: LogLeaks) -> Iterator[Finding]:
    """
    ## What it looks for
    In the logs that were named: credentials of providers, passwords, Authorization headers,
    cookies, and links that reset a password or sign somebody in. Masked values are fine.

    ## Why it matters
    Logs are copied to vendors, chat and laptops, live for months, and few people guard them.

    ## How to fix it
    Filter the field in the logger, not in each call. Then end what was written: sessions,
    tokens, keys.

    ## Example
    ```
    POST /login {"email": "ada@...", "password": "..."}
    ```

    Use instead:
    ```
    POST /login {"email": "[FILTERED]", "password": "[FILTERED]"}
    ```
    """
    for file in logs.files:
        for leak in file.leaks:
            if leak.leak.is_secret:
                yield log_finding(file, leak, _FIX)
