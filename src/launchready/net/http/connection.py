"""One connection to an origin: one exchange at a time, timed and bounded."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import cast

from launchready.net.failure import Phase
from launchready.net.http.lasting import LastingReading
from launchready.net.http.limits import Limits
from launchready.net.http.message import TlsSession
from launchready.net.http.reading import Reading, Taker
from launchready.net.traffic import Traffic

_NEVER = float("inf")
_SLACK_S = 0.001
"""Timers of uvloop tick in milliseconds."""


@dataclass(slots=True)
class Opened:
    """Where a connection leads and what opening it took."""

    address: str = ""
    port: int = 0
    dns_ms: float = 0.0
    connect_ms: float = 0.0
    tls_ms: float | None = None
    tls: TlsSession | None = None


class Connection(asyncio.Protocol):
    """Speaks HTTP/1.1 over one transport. Any failure closes it."""

    def __init__(self, traffic: Traffic) -> None:
        self._traffic = traffic
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._done: Callable[[], None] | None = None
        self._headed: Callable[[], None] | None = None
        self._limits = Limits()
        self._patience_s = 0.0
        self._due = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._timer_due = _NEVER
        self.opened = Opened()
        self.lost: asyncio.Future[None] = self._loop.create_future()
        """Done when the socket is closed."""
        self.closed = False
        """No further exchange can be made."""
        self.stale = False
        """The server had closed, or closed before it sent any byte of this answer."""
        self.late = False
        """The exchange was ended because the server took too long."""
        self.hung_up = False
        """The exchange was ended by the other side's closing."""
        self.exchanges = 0
        self.reading = Reading(self._limits)
        self._lasting: LastingReading | None = None
        """Reads what comes of `begin`, answer after answer."""
        self.sent = 0.0
        self.first = 0.0
        """When the first byte of the answer arrived; 0: not yet."""
        self.heard = 0.0
        """When the last bytes, or the end, arrived."""

    def exchange(
        self,
        message: bytes,
        limits: Limits,
        *,
        bodiless: bool,
        taker: Taker | None = None,
        headed: Callable[[], None] | None = None,
    ) -> asyncio.Future[None]:
        """Send a request. The future is done when `reading` has ended."""
        over = self._loop.create_future()

        def done() -> None:
            if not over.done():
                over.set_result(None)

        self.reading = Reading(limits, bodiless=bodiless, taker=taker)
        self._headed = headed
        if not self._send(message, limits, done):
            done()
        return over

    def begin(
        self,
        message: bytes,
        limits: Limits,
        done: Callable[[], None],
        *,
        bodiless: bool = False,
        taker: Taker | None = None,
    ) -> None:
        """Send a request; `done` is called, never before this returns, when `reading` has ended.

        The way of a load run: no future, and a reading that the next exchange takes over. Whoever
        wants its lists after the next `begin` holds them.
        """
        lasting = self._lasting
        if lasting is None or not lasting.again(limits, bodiless=bodiless, taker=taker):
            lasting = self._lasting = LastingReading(limits, bodiless=bodiless, taker=taker)
        self.reading = lasting
        if not self._send(message, limits, done):
            self._loop.call_soon(done)

    def _send(self, message: bytes, limits: Limits, done: Callable[[], None]) -> bool:
        """Whether there is a socket to send it over."""
        self.exchanges += 1
        self.first = 0.0
        self.sent = self.heard = now = perf_counter()
        transport = self._transport
        if self.closed or transport is None:
            self.stale = self.hung_up = True
            self.reading.close()
            return False
        if limits is not self._limits:
            self._limits = limits
            self._patience_s = min(limits.total_s, limits.first_byte_s)
        self._done = done
        self._traffic.requests += 1
        transport.write(message)
        self._due = due = now + self._patience_s
        if due < self._timer_due - _SLACK_S:
            self._ring_at(due, now)
        return True

    def more(self, piece: bytes) -> None:
        """Send more of a body whose length the request said; nothing once the exchange is over."""
        if self._done is not None and self._transport is not None and not self.closed:
            self._transport.write(piece)

    def pause(self) -> None:
        """Read nothing for now: whoever takes the body is slower than the server."""
        if self._transport is not None and not self.closed:
            self._transport.pause_reading()
            self._due = self.sent + self._limits.total_s

    def resume(self) -> None:
        """Read on after `pause`."""
        if self._transport is not None and not self.closed:
            self._transport.resume_reading()
            now = perf_counter()
            self._wait_until(min(now + self._limits.idle_s, self.sent + self._limits.total_s), now)

    def close(self) -> None:
        """Say goodbye and close."""
        self.closed = True
        if self._transport is not None:
            self._transport.close()

    def abort(self) -> None:
        """Close at once."""
        self.closed = True
        if self._done is not None and not self.reading.ended:
            self.reading.stop(Phase.FIRST_BYTE, "broken off from our side")
        if self._transport is not None:
            self._transport.abort()
        self._end()

    # The transport calls what follows.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Feed the reading, and end the exchange when it has ended."""
        self._traffic.bytes_in += len(data)
        done = self._done
        if done is None:
            # Nobody asked: the next answer could not be told from this.
            self.abort()
            return
        self.heard = now = perf_counter()
        reading = self.reading
        if not self.first:
            self.first = now
            if reading.quick and reading.at_once(data):
                self._done = None
                done()
                return
        reading.feed(data)
        if self._headed is not None and reading.headed:
            self._headed()
            self._headed = None
        if reading.complete and reading.keep and not reading.overrun:
            self._end()
        elif reading.ended:
            self.abort()
        elif self._done is not None:
            self._wait_until(min(now + self._limits.idle_s, self.sent + self._limits.total_s), now)

    def eof_received(self) -> None:
        """The server sends nothing more."""
        self._hang_up(reset=False)

    def connection_lost(self, exc: Exception | None) -> None:
        """The socket is closed."""
        self._hang_up(reset=exc is not None)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._transport = None
        self.reading.let_go()
        if not self.lost.done():
            self.lost.set_result(None)

    def _hang_up(self, *, reset: bool) -> None:
        self.closed = True
        if self._done is not None:
            self.stale = not self.first
            self.hung_up = True
            self.heard = perf_counter()
            self.reading.close(reset=reset)
            self._end()

    def _end(self) -> None:
        done, self._done = self._done, None
        if done is not None:
            done()

    def _wait_until(self, due: float, now: float) -> None:
        """Move the deadline. The timer behind it is only touched when it would ring too late."""
        self._due = due
        if due < self._timer_due - _SLACK_S:
            self._ring_at(due, now)

    def _ring_at(self, due: float, now: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer_due = due
        self._timer = self._loop.call_later(max(due - now, _SLACK_S), self._ring)

    def _ring(self) -> None:
        self._timer = None
        self._timer_due = _NEVER
        if self._done is None:
            return
        now = perf_counter()
        if now < self._due - _SLACK_S:
            self._wait_until(self._due, now)
            return
        limits = self._limits
        late = self._due >= self.sent + limits.total_s - _SLACK_S
        if late:
            why = f"not finished within {limits.total_s:g} s"
        elif self.first:
            why = f"nothing more for {limits.idle_s:g} s"
        else:
            why = f"no answer within {limits.first_byte_s:g} s"
        if self.first and not self.reading.headed:
            why = f"the headers did not end: {why}"
        self.heard = now
        self.late = True
        self.reading.stop(Phase.FIRST_BYTE, why)
        self.abort()
