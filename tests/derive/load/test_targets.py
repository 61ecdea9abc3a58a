from __future__ import annotations

import pytest
from tests.checks.under_load import PROFILE, took

from launchready.derive.load.targets import KEYS, level_of, over, target_of
from launchready.facts.load import Spread
from launchready.facts.product import RouteKind
from launchready.model.check import NothingToJudgeError, UnclearError
from launchready.model.profile import Level

READ = PROFILE.threshold("p95_read")


@pytest.mark.parametrize("kind", [kind for kind in RouteKind if kind is not RouteKind.UPLOAD])
def test_every_kind_has_a_threshold_in_a_unit_of_time(kind: RouteKind) -> None:
    assert target_of(kind, PROFILE).key == KEYS[kind]
    assert level_of(took((60, 1)), target_of(kind, PROFILE)) is Level.MET


def test_an_upload_has_none() -> None:
    with pytest.raises(NothingToJudgeError):
        target_of(RouteKind.UPLOAD, PROFILE)


@pytest.mark.parametrize(
    ("spread", "level"),
    [
        pytest.param(took((60, 300)), Level.MET, id="the target is met by reaching it"),
        pytest.param(took((60, 310)), Level.BETWEEN, id="between"),
        pytest.param(took((60, 500)), Level.FAILED, id="the line fails"),
        pytest.param(took((57, 90), (3, 900)), Level.MET, id="three of 60 are one in twenty"),
        pytest.param(took((56, 90), (4, 900)), Level.FAILED, id="four of 60 are more"),
        pytest.param(took((7, 90), (3, 900)), Level.FAILED, id="three of ten are no chance"),
    ],
)
def test_levels(spread: Spread, level: Level) -> None:
    assert level_of(spread, READ) is level


@pytest.mark.parametrize(
    "spread",
    [
        pytest.param(Spread(), id="none"),
        pytest.param(took((9, 900)), id="nine slow ones"),
        pytest.param(took((59, 90)), id="59 fast ones"),
        pytest.param(took((50, 90), (3, 900)), id="three of 53"),
        pytest.param(took((50, 400)), id="fifty between"),
    ],
)
def test_too_few(spread: Spread) -> None:
    with pytest.raises(UnclearError, match="of the 60 answers that a verdict needs"):
        level_of(spread, READ)


def test_counts_what_took_as_long_or_longer() -> None:
    spread = took((5, 90), (3, 500), (2, 900))
    assert [over(spread, ms * 1e3) for ms in (1, 400, 600, 1_000)] == [10, 5, 2, 0]
