from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.mx_without_forward_match import mx_without_forward_match

from .records import reverse

FIRES: dict[str, tuple[Any, ...]] = {
    "no name": (reverse(),),
    "leads elsewhere": (reverse("vm7.hoster.example"),),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "leads back": (reverse("mail.shop.example", confirmed=True),),
    "another name that leads back": (reverse("vm7.hoster.example", confirmed=True),),
}
SAYS = "The address 8.8.8.8 of the mail server mail.shop.example has no reverse name."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(mx_without_forward_match.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(mx_without_forward_match.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = mx_without_forward_match.judge(*FIRES["no name"])
    assert finding.subject == "mail.shop.example"
    assert finding.message == SAYS
