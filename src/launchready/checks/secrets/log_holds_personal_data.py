from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.secrets.log_words import log_finding
from launchready.facts.secrets import LogLeaks
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

_FIX = (
    "Log an internal number of the person or the order instead, drop message texts, and set how "
    "long logs are kept."
)


@check(
    title="Logs hold card numbers, addresses or private messages",
    impact="Logs become a leak that has to be reported.",
    severity=Severity.HIGH,
    rows=("mon.logs_clean",),
    references=(
        "https://gdpr-info.eu/art-5-gdpr/",
        "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html",
    ),
)
def log_holds_personal_data(logs: LogLeaks) -> Iterator[Finding]:
    """
    ## What it looks for
    In the logs that were named: card numbers (with a valid check digit), e-mail addresses of
    people, and texts of chats and prompts. Addresses of machines and examples are fine.

    ## Why it matters
    Whoever reads logs reads your customers. A card number puts the whole log under the rules of
    the card industry.

    ## How to fix it
    Log identifiers that mean nothing outside, and nothing of what people write.

    ## Example
    ```
    order paid by ada@customer.example
    ```

    Use instead:
    ```
    order paid customer=8812 order=20441
    ```
    """
    for file in logs.files:
        for leak in file.leaks:
            if not leak.leak.is_secret:
                yield log_finding(file, leak, _FIX)
