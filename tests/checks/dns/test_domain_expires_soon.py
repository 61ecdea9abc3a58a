from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.domain_expires_soon import domain_expires_soon
from launchready.facts.dns import RegistrationEnd
from launchready.facts.run import Run
from launchready.profiles import load_profile

NOW = datetime(2026, 11, 7, tzinfo=UTC)
PROFILE, RUN = load_profile(), Run(at=NOW)


def ending(days: float, registrar: str = "") -> RegistrationEnd:
    return RegistrationEnd("shop.example", NOW + timedelta(days=days), registrar)


FIRES: dict[str, tuple[Any, ...]] = {
    "in days": (ending(12, "Example Registrar"), PROFILE, RUN),
    "in weeks": (ending(45), PROFILE, RUN),
    "over": (ending(-2), PROFILE, RUN),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "in a year": (ending(365), PROFILE, RUN),
    "just far enough": (ending(60), PROFILE, RUN),
}
SAYS = "The registration of shop.example ends in 12 days, on 2026-11-19."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(domain_expires_soon.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(domain_expires_soon.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = domain_expires_soon.judge(*FIRES["in days"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
