from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.wildcard_answers_any_name import wildcard_answers_any_name
from launchready.facts.dns import Wildcard

FIRES: dict[str, tuple[Any, ...]] = {
    "address": (Wildcard("shop.example", ("66.241.124.17",)),),
    "alias": (Wildcard("shop.example", ("66.241.124.17",), ("shop.fly.dev",)),),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "none": (Wildcard("shop.example"),),
}
SAYS = "Any name below shop.example leads to 66.241.124.17."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(wildcard_answers_any_name.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(wildcard_answers_any_name.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = wildcard_answers_any_name.judge(*FIRES["address"])
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
