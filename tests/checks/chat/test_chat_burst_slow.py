from __future__ import annotations

import pytest
from tests.checks.under_load import PROFILE, at_once, each, product, run, took

from launchready.checks.chat.chat_burst_slow import chat_burst_slow
from launchready.facts.base import Each
from launchready.facts.crowd import AtOnce
from launchready.facts.load import Fault
from launchready.facts.product import Product, RouteKind
from launchready.model.check import NothingToJudgeError, UnclearError

CHAT = RouteKind.CHAT
BOT = product(("chat", CHAT))
LONG = took((20, 6_000), (5, 41_000))
FIRES = [
    pytest.param(
        at_once(CHAT, succeeded=23, faults=((Fault.SERVER, 2),)),
        "When 5 people wrote at once, 2 of 25 got no answer.",
        id="two failed",
    ),
    pytest.param(
        at_once(CHAT, together=LONG),
        "When 5 people wrote at once, the slowest answer took 41.0 s (the profile fails 30 s).",
        id="the last one waits",
    ),
    pytest.param(
        at_once(CHAT, together=LONG, succeeded=24, faults=((Fault.TOO_MANY, 1),)),
        "When 5 people wrote at once, 1 of 25 got no answer and the slowest answer took 41.0 s"
        " (the profile fails 30 s).",
        id="both",
    ),
]


@pytest.mark.parametrize(("seen", "said"), FIRES)
def test_fires(seen: AtOnce, said: str) -> None:
    [finding] = chat_burst_slow.judge(run(), each(seen), BOT, PROFILE)
    assert (finding.subject, finding.message) == ("chat", said)


@pytest.mark.parametrize(
    "crowds",
    [
        pytest.param(each(at_once(CHAT)), id="all get their answer"),
        pytest.param(each(at_once(CHAT, together=took((25, 29_000)))), id="slow, and in time"),
        pytest.param(each(at_once(CHAT), at_once(succeeded=0)), id="checkouts are another's"),
    ],
)
def test_stays_quiet(crowds: Each[AtOnce]) -> None:
    assert not tuple(chat_burst_slow.judge(run(), crowds, BOT, PROFILE))


@pytest.mark.parametrize(
    ("crowds", "declared"),
    [
        pytest.param(each(at_once(CHAT, people=2, succeeded=10)), BOT, id="too few people"),
        pytest.param(each(at_once(CHAT, succeeded=0, void="too busy")), BOT, id="void"),
        pytest.param(each(at_once()), BOT, id="the run left the chat out"),
        pytest.param(None, Product(), id="nobody says whether there is one"),
    ],
)
def test_says_when_it_cannot_be_told(crowds: Each[AtOnce] | None, declared: Product) -> None:
    with pytest.raises(UnclearError):
        tuple(chat_burst_slow.judge(run(), crowds, declared, PROFILE))


def test_a_product_without_a_chat_has_none_that_is_slow() -> None:
    with pytest.raises(NothingToJudgeError):
        tuple(chat_burst_slow.judge(run(), None, product(("home", RouteKind.PAGE)), PROFILE))
