"""Feels how late this machine's own loop is while something short is measured."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self

from launchready.derive.load.histogram import Histogram, percentile_us

BEAT_S = 0.005
LATE_US = 5_000
LATE_SHARE = 0.1


class Pulse:
    """`async with Pulse() as pulse: ...; pulse.void(p95)`: whether the times can be believed."""

    def __init__(self) -> None:
        self.late = Histogram()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._beat())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    def void(self, size_us: int) -> str:
        """Say why times, or limits, of this size may not be judged; empty: they may. In us."""
        late = percentile_us(self.late.spread(), 99) or 0
        if late <= max(LATE_US, LATE_SHARE * size_us):
            return ""
        return f"this machine was too busy: its own clock was {late / 1e3:.0f} ms late"

    async def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time() + BEAT_S
        while True:
            await asyncio.sleep(due - loop.time())
            now = loop.time()
            self.late.record(round((now - due) * 1e6))
            due = now + BEAT_S
