from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.edge.origin_answers_directly import origin_answers_directly as check
from launchready.facts.platform import OriginView


def view(*, answers: bool) -> OriginView:
    return OriginView(
        "shop.example", "203.0.113.7", answers, 200, "the same page as through the edge"
    )


def test_fires_in_words_a_founder_understands() -> None:
    seen = view(answers=True)
    [finding] = complete(check.judge(seen, None))
    assert (
        finding.message
        == "The origin 203.0.113.7 serves shop.example to anybody who asks it directly."
    )
    assert finding.subject == "shop.example"
    assert "--connect-to shop.example:443:203.0.113.7:443" in finding.verify


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(view(answers=True), id="the same page"),
    ],
)
def test_fires(seen: OriginView) -> None:
    assert list(check.judge(seen, None))


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param(view(answers=False), id="closed"),
    ],
)
def test_stays_quiet(seen: OriginView) -> None:
    assert list(check.judge(seen, None)) == []
