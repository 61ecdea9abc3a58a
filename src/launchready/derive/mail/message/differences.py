"""Where the receiver's Authentication-Results and our own evaluation disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from launchready.facts.message import (
    Authentic,
    Claim,
    MessageDkim,
    MessageDmarc,
    MessageSpf,
    ReceivedMessage,
)

_PASS = "pass"  # noqa: S105 - a result, not a password
_UNDECIDED = frozenset({"temperror", "unknown", "hardtemperror"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One method on which the two disagree."""

    method: str
    theirs: str
    ours: str
    about: str = ""
    """Which signature, in the receiver's words."""


def differences(
    message: ReceivedMessage,
    dkim: MessageDkim | None,
    spf: MessageSpf | None,
    dmarc: MessageDmarc | None,
) -> tuple[Difference, ...]:
    """Compare pass with pass; what either side could not see is left out."""
    found: list[Difference] = []
    for claim in message.claims:
        if claim.result in _UNDECIDED:
            continue
        for ours, about in _ours(claim, dkim, spf, dmarc):
            if (claim.result == _PASS) is not (ours == _PASS):
                found.append(Difference(claim.method, claim.result, ours, about))
    return tuple(dict.fromkeys(found))


def _ours(
    claim: Claim, dkim: MessageDkim | None, spf: MessageSpf | None, dmarc: MessageDmarc | None
) -> Iterator[tuple[str, str]]:
    if claim.method == "spf" and spf is not None:
        yield spf.result.verdict.value, ""
    elif claim.method == "dmarc" and dmarc is not None and dmarc.policy_at:
        yield ("pass" if dmarc.passes else "fail"), ""
    elif claim.method == "dkim" and dkim is not None:
        result = _signature(claim, dkim)
        if result is not None:
            yield result.value, f"header.d={_domain(claim)}"


def _signature(claim: Claim, dkim: MessageDkim) -> Authentic | None:
    """Return our result for the signature that a claim is about; the best of several."""
    selector, domain = claim.about("header.s").lower(), _domain(claim)
    results = [
        one.result
        for one in dkim.signatures
        if one.domain == domain and (not selector or one.selector == selector)
    ]
    if not results or Authentic.TEMPERROR in results:
        return None
    return Authentic.PASS if Authentic.PASS in results else results[0]


def _domain(claim: Claim) -> str:
    return (claim.about("header.d") or claim.about("header.i").rpartition("@")[2]).lower()
