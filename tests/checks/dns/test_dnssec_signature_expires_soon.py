from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.dnssec_signature_expires_soon import dnssec_signature_expires_soon
from launchready.facts.dns import Dnssec


def signed(left: float, whole: float | None, **more: Any) -> Dnssec:
    return Dnssec(
        "shop.example",
        **{"ds": ("1 13 2 ab",), "signed": True, **more},
        expires_days=left,
        lifetime_days=whole,
    )


FIRES: dict[str, tuple[Any, ...]] = {
    "two days of seventeen": (signed(2.0, 17.0),),
    "a day of two weeks": (signed(1.0, 14.0),),
    "whole time unknown": (signed(1.5, None),),
    "an hour of two days": (signed(0.05, 2.0),),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "a week left": (signed(7.0, 14.0),),
    "signed anew for every answer": (signed(1.0, 2.0),),
    "a third left": (signed(4.6, 14.0),),
    "already over is broken, not soon": (signed(-1.0, 14.0, problem="signature expired"),),
    "signed in vain": (signed(1.0, 14.0, ds=()),),
    "unsigned": (Dnssec("shop.example"),),
}
SAYS = "The DNSSEC signatures of shop.example end in 2.0 days."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dnssec_signature_expires_soon.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dnssec_signature_expires_soon.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dnssec_signature_expires_soon.judge(*FIRES["two days of seventeen"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
