"""Notice, beside the event loop, that a scenario holds up everything; then this process ends."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from sys import _current_frames
from types import FrameType
from typing import NoReturn

from launchready.load.engine.blame import SCENARIO

PATIENCE = 10
"""Beats that the loop may miss before its scenario is asked for."""
BEAT_S = 1.0
WRONG_USE = 2

_main = threading.main_thread()


def end_hard(words: str, code: int) -> NoReturn:
    """Say why, and end this process now, whatever it is in the middle of."""
    if words:
        with contextlib.suppress(OSError):
            os.write(2, f"\n{words}\n".encode())
    os._exit(code)


@contextlib.contextmanager
def watching(stuck: Callable[[str], bool] = lambda _why: False) -> Iterator[None]:
    """End the process when a journey keeps the running loop from turning.

    `stuck` hears why before, in another thread; it returns whether somebody else says it.
    """
    loop = asyncio.get_running_loop()
    missed = 0
    done = threading.Event()
    handle: asyncio.TimerHandle | None = None

    def beat() -> None:
        nonlocal missed, handle
        missed = 0
        handle = loop.call_later(BEAT_S, beat)

    def look_on() -> None:
        nonlocal missed
        # Beats are counted, not seconds: a machine that slept is not a journey that hangs.
        while not done.wait(BEAT_S):
            missed += 1
            if missed < PATIENCE:
                continue
            place = holding_up(_current_frames().get(_main.ident or 0))
            if place:
                why = f"{place} does not give the others a turn (it never awaits)"
                end_hard("" if stuck(why) else f"{why}.", WRONG_USE)

    beat()
    thread = threading.Thread(target=look_on, name="watch of the loop", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        if handle is not None:
            handle.cancel()


def holding_up(frame: FrameType | None) -> str:
    """Return which journey a thread is in the middle of; empty: none."""
    place = ""
    line = 0
    while frame is not None:
        if str(frame.f_globals.get("__name__", "")).startswith(SCENARIO):
            code = frame.f_code
            line = line or frame.f_lineno
            place = f"journey {code.co_name!r} of {Path(code.co_filename).name} (line {line})"
        frame = frame.f_back
    return place
