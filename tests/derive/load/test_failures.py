from __future__ import annotations

import pytest
from tests.checks.under_load import PROFILE

from launchready.derive.load.failures import Failures, requests_needed, standing, together
from launchready.facts.load import Fault
from launchready.model.profile import Level

LIMIT = PROFILE.threshold("error_rate")


def lost(sent: int, failed: int, refused: int = 0) -> Failures:
    return Failures(sent, ((Fault.TOO_MANY, refused), (Fault.SERVER, failed)))


@pytest.mark.parametrize(
    ("seen", "level"),
    [
        pytest.param(lost(300, 0), Level.MET, id="300 without any"),
        pytest.param(lost(299, 0), None, id="299 without any"),
        pytest.param(lost(1_000, 9), None, id="0.9 % could be more than 1 %"),
        pytest.param(lost(1_000, 3), Level.MET, id="0.3 % cannot"),
        pytest.param(lost(1_000, 11), Level.FAILED, id="1.1 % of enough"),
        pytest.param(lost(100, 2), None, id="2 % of few could be chance"),
        pytest.param(lost(100, 5), Level.FAILED, id="5 % of few could not"),
        pytest.param(lost(2, 2), None, id="two requests say nothing"),
        pytest.param(lost(3, 3), Level.FAILED, id="three of three do"),
        pytest.param(lost(400, 0, 100), Level.MET, id="refusals are neither asked nor failed"),
        pytest.param(lost(399, 0, 100), None, id="and make it fewer"),
        pytest.param(lost(0, 0), None, id="nothing was sent"),
    ],
)
def test_standing(seen: Failures, level: Level | None) -> None:
    assert standing(seen, LIMIT) is level


def test_several_are_added_by_kind() -> None:
    whole = together([lost(100, 2, 5), lost(50, 1), Failures(10)])
    assert whole == Failures(160, ((Fault.TOO_MANY, 5), (Fault.SERVER, 3)))
    assert (whole.asked, whole.failed, whole.words()) == (155, 3, "5 429, 3 5xx")


def test_says_how_many_requests_would_settle_it() -> None:
    assert requests_needed(lost(10, 0), LIMIT) == 300
    assert requests_needed(lost(600, 2), LIMIT) == 628


def test_nearly_only_4xx_answers_are_a_wrong_question() -> None:
    assert Failures(10, ((Fault.CLIENT, 9),)).misasked
    assert not Failures(10, ((Fault.CLIENT, 8),)).misasked
    assert not Failures(0).misasked
