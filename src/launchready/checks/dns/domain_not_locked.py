from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import body_has
from launchready.facts.dns import TransferLock
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your domain can be carried away",
    impact="One stolen password or forged form moves the domain to somebody else's account.",
    severity=Severity.MEDIUM,
    rows=("dns.registrar_lock",),
    references=("https://www.icann.org/resources/pages/epp-status-codes-2014-06-16-en",),
)
def domain_not_locked(lock: TransferLock) -> Iterator[Finding]:
    """
    ## What it looks for
    A domain without the status `client transfer prohibited` or `server transfer prohibited`, at a
    registry that has such locks.

    ## Why it matters
    The lock costs nothing and has to be lifted, by whoever holds the account, before the domain
    can move to another registrar.

    ## How to fix it
    Switch the transfer lock on at the registrar, and two-factor sign-in with it.

    ## Example
    ```json
    "status": ["active"]
    ```
    Use instead:
    ```json
    "status": ["client transfer prohibited"]
    ```
    """
    if lock.locks:
        return
    at = lock.registrar or "your registrar"
    yield Finding(
        subject=lock.subject,
        message=f"{lock.subject} is not locked against a transfer to somebody else.",
        fix=f"At {at} switch on the transfer lock (“registrar lock”) of {lock.subject}.",
        verify=body_has(
            f"https://rdap.org/domain/{lock.subject}", "(client|server) ?transfer ?prohibited", "-L"
        ),
        evidence=(f"status: {', '.join(lock.statuses) or 'none'}"[:200],),
    )
