"""The kept connections to one origin, and who waits for one."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Protocol

from launchready.load.engine.pace import Pace
from launchready.net.failure import Failure, Phase
from launchready.net.http.connection import Connection

Origin = tuple[str, str, int]
"""Scheme, host and port."""
Opener = Callable[[Origin], Awaitable[Connection]]
"""Raises `Failure`."""


class Waiter(Protocol):
    """Who wants a connection."""

    over: bool
    """It does not want one any more."""
    asked: float
    """When it began to want one, a moment of `perf_counter`."""

    def lent(self, connection: Connection) -> None:
        """Take the connection."""

    def refused(self, failure: Failure) -> None:
        """Go without: this is why."""

    def shook(self, seconds: float) -> None:
        """Hear how long a connection took to open that was opened for it."""


class Desk:
    """Lends at most `most` connections; those who wait get them in the order they came."""

    def __init__(self, origin: Origin, opener: Opener, most: int) -> None:
        self.origin = origin
        self._opener = opener
        self._most = max(most, 1)
        self._idle: list[Connection] = []
        self._shared = 0
        """Connections that are lent or idle; those of one journey alone do not count."""
        self._opening = 0
        self._waiting: deque[Waiter] = deque()
        self._every: set[Connection] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._pace = Pace()
        self._later: asyncio.TimerHandle | None = None
        """Opens more when the pace lets it; None: nothing is held back."""

    def take(self, used_since: float = 0.0) -> Connection | None:
        """Return the connection that was idle for the shortest time; None: there is none.

        Those that were not used since that moment of `perf_counter` are closed.
        """
        idle = self._idle
        while idle:
            connection = idle.pop()
            if not connection.closed and connection.heard >= used_since:
                return connection
            connection.close()
            self._forget(connection)
        return None

    def want(self, waiter: Waiter, *, fresh: bool = False) -> None:
        """Lend a connection as soon as there is one.

        A fresh one is wanted where a kept one was found closed: what is idle is dropped with it.
        """
        if fresh:
            while self._idle:
                connection = self._idle.pop()
                connection.close()
                self._forget(connection)
            self._waiting.appendleft(waiter)
        else:
            self._waiting.append(waiter)
        self._open()

    def want_own(self, waiter: Waiter) -> None:
        """Open a connection that only this one will use, and that it closes."""
        self._start(self._dial_own(waiter))

    def give(self, connection: Connection) -> None:
        """Take a connection back after an exchange."""
        if connection.closed:
            self._forget(connection)
            self._open()
        elif self._waiting:
            self._lend(connection)
        else:
            self._idle.append(connection)

    def _lend(self, connection: Connection) -> None:
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.over:
                waiter.lent(connection)
                return
        self._idle.append(connection)

    def drop(self, connection: Connection) -> None:
        """Close a connection that one journey had for itself."""
        connection.abort()
        self._every.discard(connection)

    def sweep(self, now: float, patience: float) -> None:
        """Refuse those who have waited for longer than `patience` seconds."""
        while self._waiting and self._waiting[0].asked < now - patience:
            waiter = self._waiting.popleft()
            if not waiter.over:
                why = f"all connections to {self.origin[1]} were busy for {patience:g} s"
                waiter.refused(Failure(Phase.FIRST_BYTE, why))

    def close(self) -> set[asyncio.Future[None]]:
        """Close everything, and return what is done when everything is closed."""
        pending: set[asyncio.Future[None]] = set(self._tasks)
        for task in self._tasks:
            task.cancel()
        if self._later is not None:
            self._later.cancel()
        for connection in self._every:
            pending.add(connection.lost)
            connection.abort()
        self._every.clear()
        self._idle.clear()
        return pending

    def _forget(self, connection: Connection) -> None:
        self._every.discard(connection)
        self._shared -= 1

    def _open(self) -> None:
        if self._later is not None:
            return
        while self._opening < len(self._waiting) and self._shared + self._opening < self._most:
            wait = self._pace.wait_s(perf_counter())
            if wait:
                self._later = asyncio.get_running_loop().call_later(wait, self._go_on)
                return
            self._opening += 1
            self._start(self._dial(self._waiting[self._opening - 1]))

    def _go_on(self) -> None:
        self._later = None
        self._open()

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _dial(self, first: Waiter) -> None:
        try:
            connection = await self._opener(self.origin)
        except Failure as failure:
            self._opening -= 1
            self._refuse(failure)
            return
        except BaseException:
            self._opening -= 1
            raise
        self._opening -= 1
        self._shared += 1
        self._every.add(connection)
        first.shook(_seconds(connection))
        # Even if it is closed by now: who waits must hear of it, not wait for one after the other.
        self._lend(connection)

    async def _dial_own(self, waiter: Waiter) -> None:
        try:
            connection = await self._opener(self.origin)
        except Failure as failure:
            if not waiter.over:
                waiter.refused(failure)
            return
        if waiter.over:
            connection.abort()
            return
        self._every.add(connection)
        waiter.shook(_seconds(connection))
        waiter.lent(connection)

    def _refuse(self, failure: Failure) -> None:
        """Each attempt is one waiter's; the others have theirs, or get one now."""
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.over:
                waiter.refused(failure)
                break
        self._open()


def _seconds(connection: Connection) -> float:
    opened = connection.opened
    return (opened.dns_ms + opened.connect_ms + (opened.tls_ms or 0.0)) / 1e3
