"""Run a coroutine on the fastest event loop there is."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import TypeVar

T = TypeVar("T")

CLOSE_S = 5.0
"""uvloop's `close` waits for handles of the system, and very rarely one of them never ends. All the
work is done by then: it is not waited for any longer."""


def run_loop(work: Coroutine[object, object, T]) -> T:
    """Run to the end; uvloop where it is present, asyncio elsewhere."""
    try:
        from uvloop import Loop
    except ImportError:
        return asyncio.run(work)

    class ClosingLoop(Loop):
        def close(self) -> None:
            within(CLOSE_S, super().close)

    with asyncio.Runner(loop_factory=ClosingLoop) as runner:
        return runner.run(work)


def within(seconds: float, call: Callable[[], None]) -> None:
    """Call, and go on after so many seconds even if it has not returned."""
    thread = threading.Thread(target=call, name="close of the loop", daemon=True)
    thread.start()
    thread.join(seconds)
