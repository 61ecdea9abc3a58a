"""The search for a knee, on targets that are tables."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from launchready.facts.crowd import KneeStep
from launchready.load.experiments.search import Found, search


def step(rate: float, *, passed: bool, void: str = "") -> KneeStep:
    return KneeStep(rate, rate, 10_000, 0, 100, passed, void)


async def found(
    gives_way_at: float, *, ceiling: float = 1000.0, chance: Sequence[bool] = ()
) -> Found:
    """Search a target that holds below a rate, but for what chance says first."""
    first = iter(chance)

    async def measure(rate: float) -> KneeStep:
        return step(rate, passed=next(first, rate < gives_way_at))

    return await search(measure, 10.0, ceiling, lambda: "")


@pytest.mark.parametrize("knee", [25.0, 100.0, 270.0, 400.0, 951.0])
async def test_the_knee_lies_between_two_rates_that_are_close(knee: float) -> None:
    result = await found(knee)
    assert result.good < knee <= result.bad
    assert result.bad <= 1.09 * result.good
    assert len(result.steps) <= 24


async def test_one_failing_window_is_chance() -> None:
    result = await found(400.0, chance=[True, False, True, False, True])
    assert result.good < 400 <= result.bad


async def test_two_failing_windows_in_a_row_are_not() -> None:
    result = await found(400.0, chance=[True, False, False])
    assert result.bad == pytest.approx(32.0)


async def test_a_target_that_holds_up_to_the_ceiling_has_no_bad_rate() -> None:
    result = await found(5000.0, ceiling=200.0)
    assert (result.good, result.bad, result.inconclusive) == (200.0, 0.0, "")


async def test_a_knee_below_twice_the_quiet_rate_is_looked_for_downwards() -> None:
    result = await found(6.0)
    assert result.good < 6 <= result.bad


async def test_a_target_that_never_holds_has_no_good_rate() -> None:
    result = await found(0.0)
    assert (result.good, result.inconclusive) == (0.0, "")
    assert result.bad < 0.5


async def test_the_rate_that_is_expected_is_tried_itself_where_it_is_open() -> None:
    seen: list[float] = []

    async def measure(rate: float) -> KneeStep:
        seen.append(rate)
        return step(rate, passed=rate < 400)

    open_ = await search(measure, 10.0, 1000.0, lambda: "")
    middle = (open_.good + open_.bad) / 2
    seen.clear()
    result = await search(measure, 10.0, 1000.0, lambda: "", (middle, 5.0, 900.0))
    assert middle in seen
    assert middle in (result.good, result.bad)
    assert not {5.0, 900.0} & set(seen)


async def test_a_void_window_judges_nothing() -> None:
    async def measure(rate: float) -> KneeStep:
        return step(rate, passed=False, void="this machine was too busy" if rate > 50 else "")

    async def early(rate: float) -> KneeStep:
        late = "this machine was too busy" if rate > 50 else ""
        return step(rate, passed=True, void=late)

    assert (await search(measure, 40.0, 500.0, lambda: "")).inconclusive.startswith("this machine")
    result = await search(early, 10.0, 500.0, lambda: "")
    assert result.inconclusive == "this machine was too busy, at 51.2/s"
    assert result.bad == 0


async def test_a_wish_to_stop_ends_it() -> None:
    seen: list[float] = []

    async def measure(rate: float) -> KneeStep:
        seen.append(rate)
        return step(rate, passed=True)

    result = await search(measure, 10.0, 500.0, lambda: "Ctrl-C" if len(seen) == 2 else "")
    assert result.inconclusive == "it was stopped: Ctrl-C"
    assert result.good == pytest.approx(32.0)
