from __future__ import annotations

import asyncio
from time import perf_counter

import pytest

from launchready.load.engine import waking
from launchready.load.engine.timetable import Timetable


@pytest.fixture(params=["kernel", "loop"])
def _clock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "loop":
        monkeypatch.setattr(waking, "_create", lambda: -1)


def fail(error: Exception) -> None:
    pytest.fail(str(error))


@pytest.mark.usefixtures("_clock")
async def test_calls_come_in_the_order_of_their_moments_and_never_early() -> None:
    table = Timetable(fail)
    called: list[tuple[float, float]] = []
    now = perf_counter()
    for wait in (0.03, 0.01, 0.02, 0.01, -1.0):
        table.at(now + wait, lambda moment: called.append((moment, perf_counter())))
    assert called == []
    await asyncio.sleep(0.1)
    table.close()
    assert [round(moment - now, 6) for moment, _ in called] == [-1.0, 0.01, 0.01, 0.02, 0.03]
    assert all(moment <= when for moment, when in called)


@pytest.mark.usefixtures("_clock")
async def test_a_call_may_enter_another() -> None:
    table = Timetable(fail)
    called: list[float] = []

    def again(moment: float) -> None:
        called.append(moment)
        if len(called) < 20:
            table.at(perf_counter(), again)

    table.at(0.0, again)
    await asyncio.sleep(0.2)
    table.close()
    assert len(called) == 20


@pytest.mark.usefixtures("_clock")
async def test_nothing_is_called_after_the_end() -> None:
    table = Timetable(fail)
    called: list[float] = []
    table.at(perf_counter() + 0.01, called.append)
    table.close()
    table.close()
    table.at(perf_counter() + 0.01, called.append)
    await asyncio.sleep(0.05)
    assert called == []


@pytest.mark.usefixtures("_clock")
async def test_an_earlier_call_is_not_kept_waiting_by_a_later_one() -> None:
    table = Timetable(fail)
    called = asyncio.Event()
    table.at(perf_counter() + 60, lambda _: None)
    table.at(perf_counter() + 0.01, lambda _: called.set())
    async with asyncio.timeout(5):
        await called.wait()
    table.close()


@pytest.mark.usefixtures("_clock")
async def test_a_call_that_raises_is_told_and_does_not_stop_the_clock() -> None:
    broken: list[Exception] = []
    table = Timetable(broken.append)
    called = asyncio.Event()

    def bad(_moment: float) -> None:
        raise ValueError

    table.at(perf_counter() + 0.001, bad)
    table.at(perf_counter() + 0.01, lambda _: called.set())
    async with asyncio.timeout(5):
        await called.wait()
    table.close()
    assert [type(error) for error in broken] == [ValueError]
