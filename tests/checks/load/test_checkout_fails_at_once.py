from __future__ import annotations

import pytest
from tests.checks.under_load import PROFILE, at_once, each, product, run, took

from launchready.checks.load.checkout_fails_at_once import checkout_fails_at_once
from launchready.facts.base import Each
from launchready.facts.crowd import AtOnce
from launchready.facts.load import Fault
from launchready.facts.product import Product, RouteKind
from launchready.model.check import NothingToJudgeError, UnclearError

SHOP = product(("checkout", RouteKind.CHECKOUT))
FIRES = [
    pytest.param(
        at_once(succeeded=22, faults=((Fault.SERVER, 3),)),
        "3 of 25 buyers failed when 5 bought at once.",
        id="three errors",
    ),
    pytest.param(
        at_once(succeeded=24, faults=((Fault.TOO_MANY, 1),)),
        "1 of 25 buyers failed when 5 bought at once.",
        id="one refused",
    ),
    pytest.param(
        at_once(succeeded=5, people=3, rounds=2),
        "1 of 6 buyers failed when 3 bought at once.",
        id="three at once are too many already",
    ),
]


@pytest.mark.parametrize(("seen", "said"), FIRES)
def test_fires(seen: AtOnce, said: str) -> None:
    [finding] = checkout_fails_at_once.judge(run(), each(seen), SHOP, PROFILE)
    assert (finding.subject, finding.message) == ("checkout", said)


def test_the_evidence_says_who_failed_how() -> None:
    seen = at_once(succeeded=22, faults=((Fault.SERVER, 2), (Fault.TIMEOUT, 1)))
    [finding] = checkout_fails_at_once.judge(run(), each(seen), SHOP, PROFILE)
    assert finding.evidence == (
        "5 at once, 5 rounds: 25 answers, p50 320 ms",
        "failed: 2 5xx, 1 timed out",
        "one at a time: 5 answers, p50 200 ms",
    )


@pytest.mark.parametrize(
    "crowds",
    [
        pytest.param(each(at_once()), id="all five buy"),
        pytest.param(each(at_once(people=10, rounds=2, succeeded=20)), id="ten buy"),
        pytest.param(
            each(at_once(), at_once(RouteKind.CHAT, succeeded=0)), id="chats are another check's"
        ),
    ],
)
def test_stays_quiet(crowds: Each[AtOnce]) -> None:
    assert not tuple(checkout_fails_at_once.judge(run(), crowds, SHOP, PROFILE))


@pytest.mark.parametrize(
    ("crowds", "declared", "why"),
    [
        pytest.param(
            each(at_once(people=4, succeeded=20)),
            SHOP,
            "4 came at once, and 5 are asked for",
            id="too few people",
        ),
        pytest.param(
            each(at_once(succeeded=0, void="this machine was too busy")),
            SHOP,
            "this machine was too busy",
            id="void",
        ),
        pytest.param(
            each(at_once(succeeded=0, alone=took(), faults=((Fault.CLIENT, 25),))),
            SHOP,
            "nobody who came alone got through either",
            id="it is not the crowd",
        ),
        pytest.param(
            None,
            SHOP,
            "the manifest declares checkout, and the scenario has no checkout",
            id="left out",
        ),
        pytest.param(
            None,
            Product(),
            "the manifest declares no routes, so nobody knows whether there is a checkout",
            id="nobody says what there is",
        ),
    ],
)
def test_says_when_it_cannot_be_told(
    crowds: Each[AtOnce] | None, declared: Product, why: str
) -> None:
    with pytest.raises(UnclearError) as unclear:
        tuple(checkout_fails_at_once.judge(run(), crowds, declared, PROFILE))
    assert str(unclear.value) == why


@pytest.mark.parametrize("experiment", ["check", "run", "knee", "fairness"])
def test_a_product_without_a_checkout_has_none_that_fails(experiment: str) -> None:
    blog = product(("home", RouteKind.PAGE))
    with pytest.raises(NothingToJudgeError):
        tuple(checkout_fails_at_once.judge(run(experiment=experiment), None, blog, PROFILE))
