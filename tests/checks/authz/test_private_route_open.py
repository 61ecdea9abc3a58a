from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.authz.private_route_open import private_route_open as check
from launchready.facts.admission import Entry, StrangerAtRoute


def at(entry: Entry) -> StrangerAtRoute:
    return StrangerAtRoute(
        "https://api.shop.example/orders", entry, 200, "application/json", ("a list of 3",)
    )


def test_fires_in_words_a_founder_understands() -> None:
    stranger = at(Entry.OPEN)
    [finding] = complete(check.judge(stranger))
    assert (
        finding.message
        == "https://api.shop.example/orders is declared as signed-in only, and answers anybody."
    )
    assert finding.subject == "https://api.shop.example/orders"


@pytest.mark.parametrize(
    "stranger",
    [
        pytest.param(at(Entry.LOGIN), id="login"),
        pytest.param(at(Entry.REDIRECT), id="redirect"),
        pytest.param(at(Entry.REFUSED), id="refused"),
        pytest.param(at(Entry.MISSING), id="missing"),
    ],
)
def test_stays_quiet(stranger: StrangerAtRoute) -> None:
    assert list(check.judge(stranger)) == []
