from __future__ import annotations

import pytest
from tests.checks.under_load import PROFILE, fairness, product

from launchready.checks.chat.limiter_hits_the_wrong_users import limiter_hits_the_wrong_users
from launchready.facts.crowd import LoadFairness
from launchready.facts.product import RouteKind
from launchready.model.check import NothingToJudgeError, UnclearError

SHOP = product(("login", RouteKind.LOGIN))


def test_fires_where_the_others_are_refused_too() -> None:
    [finding] = limiter_hits_the_wrong_users.judge(fairness(others_limited=120), SHOP, PROFILE)
    assert finding.message == (
        "120 of the others' 200 requests were refused with 429 while one user was noisy; the"
        " profile allows 1 % failures."
    )


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(fairness(), id="only the noisy one is refused"),
        pytest.param(fairness(noisy_limited=0), id="nobody is refused"),
        pytest.param(fairness(others_limited=2), id="two of 200"),
    ],
)
def test_stays_quiet(given: LoadFairness) -> None:
    assert not tuple(limiter_hits_the_wrong_users.judge(given, SHOP, PROFILE))


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(fairness(others_sent=59), id="too few"),
        pytest.param(fairness(others_limited=120, void="too busy"), id="void"),
    ],
)
def test_says_when_it_cannot_be_told(given: LoadFairness) -> None:
    with pytest.raises(UnclearError):
        tuple(limiter_hits_the_wrong_users.judge(given, SHOP, PROFILE))


def test_strangers_can_only_be_counted_by_address() -> None:
    blog = product(("home", RouteKind.PAGE))
    refused = fairness(others_limited=120)
    with pytest.raises(UnclearError, match="nobody signs in"):
        tuple(limiter_hits_the_wrong_users.judge(refused, blog, PROFILE))
    assert not tuple(limiter_hits_the_wrong_users.judge(fairness(), blog, PROFILE))


def test_the_pages_of_a_shop_prove_nothing_of_a_chat() -> None:
    pages = fairness(elsewhere="the run went to no chat")
    with pytest.raises(NothingToJudgeError, match="declares no chat"):
        tuple(limiter_hits_the_wrong_users.judge(pages, SHOP, PROFILE))
    chatty = product(("login", RouteKind.LOGIN), ("talk", RouteKind.CHAT))
    with pytest.raises(UnclearError, match="the run went to no chat"):
        tuple(limiter_hits_the_wrong_users.judge(pages, chatty, PROFILE))
