"""The loop that commands run on ends with them."""

from __future__ import annotations

import asyncio
import threading
from time import monotonic

import pytest
import uvloop

from launchready.cli import loop as made
from launchready.cli.loop import run_loop


async def _ran() -> type[asyncio.AbstractEventLoop]:
    return type(asyncio.get_running_loop())


def test_it_is_uvloop_and_it_is_closed() -> None:
    loops: list[asyncio.AbstractEventLoop] = []

    async def work() -> int:
        loops.append(asyncio.get_running_loop())
        await asyncio.to_thread(len, "")
        return 7

    assert run_loop(work()) == 7
    assert issubclass(run_loop(_ran()), uvloop.Loop)
    assert loops[0].is_closed()


def test_what_the_work_raises_is_raised() -> None:
    async def work() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        run_loop(work())


def test_a_loop_that_never_closes_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    class Stuck(uvloop.Loop):
        def close(self) -> None:
            go_on.wait(60)
            super().close()

    monkeypatch.setattr(uvloop, "Loop", Stuck)
    monkeypatch.setattr(made, "CLOSE_S", 0.2)
    began = monotonic()
    try:
        assert issubclass(run_loop(_ran()), Stuck)
        assert monotonic() - began < 30
    finally:
        go_on.set()
