from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.resolvers_disagree import resolvers_disagree
from launchready.facts.dns import ResolverView, ResolverViews, Status


def views(one: str, other: str, status: Status = Status.ANSWERED) -> ResolverViews:
    return ResolverViews(
        "docs.shop.example",
        (
            ResolverView("9.9.9.9:53", Status.ANSWERED, tuple(one.split())),
            ResolverView("127.0.0.1:5353", status, tuple(other.split())),
        ),
    )


FIRES: dict[str, tuple[Any, ...]] = {
    "other operator": (views("104.16.132.229", "66.241.124.200"),),
    "one does not find it": (views("104.16.132.229", "", Status.NO_SUCH_NAME),),
    "far apart": (views("8.8.8.8", "5.9.1.1"),),
    "other families, other operators": (views("104.16.132.229", "2a09:8280:1::1"),),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "same": (views("8.8.8.8", "8.8.8.8"),),
    "overlap": (views("8.8.8.8 8.8.4.4", "8.8.4.4 5.9.1.1"),),
    "same edge, other addresses": (views("104.16.132.229", "172.64.0.1"),),
    "same network": (views("52.16.1.1", "52.16.200.7"),),
    "one was silent": (views("8.8.8.8", "", Status.TIMEOUT),),
    "both find nothing": (views("", "", Status.NO_SUCH_NAME),),
}
SAYS = (
    "Resolvers disagree about docs.shop.example: 9.9.9.9:53 says 104.16.132.229; "
    "127.0.0.1:5353 says no such name."
)


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(resolvers_disagree.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(resolvers_disagree.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = resolvers_disagree.judge(*FIRES["one does not find it"])
    assert finding.subject == "docs.shop.example"
    assert finding.message == SAYS
