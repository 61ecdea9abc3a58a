from __future__ import annotations

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


def test_stays_quiet_about_a_closed_origin() -> None:
    assert list(check.judge(view(answers=False), None)) == []
