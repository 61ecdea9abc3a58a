"""The connections of a client: reused first, opened when all are busy, never more than agreed.

A connection holds a lane of its host for as long as it lives, idle or not; an idle one is closed
as soon as somebody else waits for a lane of that host.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from launchready.net.dial import Dialler
from launchready.net.failure import Failure, Phase
from launchready.net.http.connection import Connection

Origin = tuple[str, str, int]
"""Scheme, host and port."""

_MOST_LIVE = 512
"""Connections of all origins; beyond it the idle ones go."""
_FAIR_TURNS = 8
"""Exchanges a busy connection may still serve while others wait for its lane."""
_CLOSE_S = 1.0


@dataclass(slots=True, eq=False)
class _Waiter:
    future: asyncio.Future[Connection]
    fresh: bool
    """Only a new connection will do: a reused one was just found closed."""


@dataclass(slots=True, eq=False)
class _Desk:
    """What there is and what is wanted of one origin."""

    origin: Origin
    idle: list[Connection] = field(default_factory=list)
    live: set[Connection] = field(default_factory=set)
    waiters: deque[_Waiter] = field(default_factory=deque)
    openers: set[asyncio.Task[None]] = field(default_factory=set)
    """Tasks that have no connection yet."""
    queued: set[asyncio.Task[None]] = field(default_factory=set)
    """Those of them that wait for a lane."""
    turns: int = 0
    """Exchanges served while others waited for a lane."""

    @property
    def full(self) -> int:
        """Connections that are there or on their way."""
        return len(self.live) + len(self.openers)

    @property
    def deserted(self) -> bool:
        """Whether nothing is there and nobody waits."""
        return not (self.live or self.waiters or self.openers)


class Pool:
    """Lends connections by origin."""

    def __init__(
        self, dialler: Dialler, opener: Callable[[Origin], Awaitable[Connection]], per_origin: int
    ) -> None:
        self._dialler = dialler
        self._opener = opener
        self._per_origin = per_origin
        self._desks: dict[Origin, _Desk] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        dialler.idlers.append(self._give_way)

    def take(self, origin: Origin) -> Connection | None:
        """Return an idle connection, or None when it must be waited for."""
        desk = self._desks.get(origin)
        while desk is not None and desk.idle:
            connection = desk.idle.pop()
            if not connection.closed:
                return connection
        return None

    async def wait(self, origin: Origin, seconds: float, *, fresh: bool = False) -> Connection:
        """Wait for a connection. Raises `Failure`.

        A fresh one is opened for this call, whatever else is idle; the idle ones of the origin
        are dropped, since the server is closing them.
        """
        if self._closed:
            raise Failure(Phase.CONNECT, "the client is closed")
        desk = self._desks.setdefault(origin, _Desk(origin))
        waiter = _Waiter(asyncio.get_running_loop().create_future(), fresh)
        if fresh:
            while desk.idle:
                self._drop(desk, desk.idle.pop())
            desk.waiters.appendleft(waiter)
        else:
            desk.waiters.append(waiter)
        self._open_for(desk)
        try:
            async with asyncio.timeout(seconds):
                return await waiter.future
        except TimeoutError:
            self._withdraw(desk, waiter)
            why = f"all connections to {origin[1]} were busy for {seconds:g} s"
            raise Failure(Phase.CONNECT, why) from None
        except BaseException:
            self._withdraw(desk, waiter)
            raise

    def release(self, origin: Origin, connection: Connection) -> None:
        """Take a connection back after an exchange."""
        desk = self._desks.get(origin)
        if desk is None:
            connection.close()
        elif connection.closed or self._closed or self._must_yield(desk):
            self._drop(desk, connection)
        elif desk.waiters:
            self._reuse(desk, connection)
        else:
            desk.idle.append(connection)

    async def close(self) -> None:
        """Close every connection and fail whoever waits."""
        self._closed = True
        if self._give_way in self._dialler.idlers:
            self._dialler.idlers.remove(self._give_way)
        for desk in self._desks.values():
            self._fail(desk, Failure(Phase.CONNECT, "the client was closed"))
            for task in desk.openers:
                task.cancel()
            for connection in tuple(desk.live):
                if connection in desk.idle:
                    connection.close()
                else:
                    connection.abort()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_CLOSE_S)
        for desk in self._desks.values():
            for connection in tuple(desk.live):
                connection.abort()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_CLOSE_S)

    def _must_yield(self, desk: _Desk) -> bool:
        """Whether a connection must go because others wait for its lane."""
        if self._dialler.queued(desk.origin[1]) <= len(desk.queued):
            desk.turns = 0
            return False
        if desk.waiters and desk.turns < _FAIR_TURNS:
            desk.turns += 1
            return False
        desk.turns = 0
        return True

    def _reuse(self, desk: _Desk, connection: Connection) -> None:
        for waiter in desk.waiters:
            if not waiter.fresh and not waiter.future.done():
                desk.waiters.remove(waiter)
                waiter.future.set_result(connection)
                self._spare(desk)
                return
        # Only fresh ones are wanted: this one makes room.
        self._drop(desk, connection)

    def _drop(self, desk: _Desk, connection: Connection) -> None:
        """Close a connection and open another where it is missed."""
        connection.close()
        desk.live.discard(connection)
        if connection in desk.idle:
            desk.idle.remove(connection)
        self._open_for(desk)

    def _open_for(self, desk: _Desk) -> None:
        """Open connections for those who wait, or forget an origin nobody needs."""
        if self._closed:
            return
        while len(desk.openers) < len(desk.waiters) and desk.full < self._per_origin:
            task = asyncio.create_task(self._live(desk))
            desk.openers.add(task)
            desk.queued.add(task)
            self._tasks.add(task)
            task.add_done_callback(lambda task: self._ended(desk, task))
        if desk.deserted and self._desks.get(desk.origin) is desk:
            del self._desks[desk.origin]

    async def _live(self, desk: _Desk) -> None:
        """Hold a lane, open a connection, lend it, until it is lost."""
        task = asyncio.current_task()
        async with self._dialler.lane(desk.origin[1]):
            desk.queued.discard(task)
            if not desk.waiters:
                desk.openers.discard(task)
                return
            try:
                connection = await self._opener(desk.origin)
            except Failure as failure:
                desk.openers.discard(task)
                self._failed(desk, failure)
                return
            desk.openers.discard(task)
            desk.live.add(connection)
            self._lend(desk, connection)
            try:
                await connection.lost
            finally:
                connection.abort()
                self._drop(desk, connection)

    def _lend(self, desk: _Desk, connection: Connection) -> None:
        """Give a new connection to whoever waits longest."""
        if len(self._tasks) > _MOST_LIVE:
            self._give_way()
        while desk.waiters:
            waiter = desk.waiters.popleft()
            if not waiter.future.done():
                waiter.future.set_result(connection)
                self._spare(desk)
                return
        self.release(desk.origin, connection)

    def _failed(self, desk: _Desk, error: BaseException) -> None:
        """Tell those for whom there is no hope left; the others wait for what is there.

        What is no failure of the target is told to somebody in any case: it must not be lost.
        """
        if desk.waiters and (desk.waiters[0].fresh or not isinstance(error, Failure)):
            waiter = desk.waiters.popleft()
            if not waiter.future.done():
                waiter.future.set_exception(error)
        if not desk.live and not desk.openers:
            self._fail(desk, error)

    def _fail(self, desk: _Desk, error: BaseException) -> None:
        while desk.waiters:
            waiter = desk.waiters.popleft()
            if not waiter.future.done():
                # Each gets its own: a shared one would collect everybody's traceback.
                own = Failure(error.phase, error.why) if isinstance(error, Failure) else error
                waiter.future.set_exception(own)

    def _ended(self, desk: _Desk, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        desk.openers.discard(task)
        desk.queued.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._failed(desk, error)
        if desk.deserted:
            self._open_for(desk)

    def _withdraw(self, desk: _Desk, waiter: _Waiter) -> None:
        """Stop waiting; a connection that came at the last moment goes back."""
        future = waiter.future
        if future.done() and not future.cancelled() and future.exception() is None:
            self.release(desk.origin, future.result())
        elif waiter in desk.waiters:
            desk.waiters.remove(waiter)
            self._spare(desk)

    def _spare(self, desk: _Desk) -> None:
        """Nobody waits any more: do not open what is not needed."""
        if not desk.waiters and desk.queued:
            for task in tuple(desk.queued):
                task.cancel()
                desk.openers.discard(task)
            desk.queued.clear()

    def _give_way(self, host: str = "") -> None:
        """Close one idle connection of this host, or of any."""
        for desk in tuple(self._desks.values()):
            if desk.idle and host in {"", desk.origin[1]}:
                self._drop(desk, desk.idle[0])
                return
