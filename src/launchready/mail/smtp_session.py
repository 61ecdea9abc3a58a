"""One SMTP session that a hostile peer can neither hold open nor fill the memory through."""

from __future__ import annotations

import asyncio
from typing import Any

from aiosmtpd.smtp import SMTP

MOST_SESSIONS = 20
MOST_BYTES = 26 * 1024 * 1024
"""Of one session: the largest message and a little."""
MOST_LINES = 1_000_000
"""Of one session: aiosmtpd keeps an object for each line."""
SECONDS = 300.0


class Session(SMTP):
    """aiosmtpd's session with limits of its own; past them the connection is cut.

    aiosmtpd reads on after its size limit, and keeps a line that never ends.
    """

    line_length_limit = 65_536
    """Some senders write longer lines than the standard's 998, and their mail is to be judged."""

    def __init__(self, handler: object, sessions: set[Session], **options: Any) -> None:  # noqa: ANN401 - aiosmtpd's options
        super().__init__(handler, **options)
        self._sessions = sessions
        self._bytes = self._lines = 0
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Refuse one session too many; give the others until the deadline."""
        super().connection_made(transport)
        if self._deadline is not None:
            return  # the same session, now encrypted
        self._deadline = self.loop.call_later(SECONDS, self.drop)
        if len(self._sessions) >= MOST_SESSIONS and isinstance(transport, asyncio.Transport):
            transport.write(b"421 4.3.2 Too many connections\r\n")
            transport.close()
            return
        self._sessions.add(self)

    def data_received(self, data: bytes) -> None:
        """Count what comes, and cut the connection past the limits."""
        self._bytes += len(data)
        self._lines += data.count(b"\n")
        if self._bytes > MOST_BYTES or self._lines > MOST_LINES:
            self.drop()
            return
        super().data_received(data)

    def connection_lost(self, error: Exception | None) -> None:
        """Forget the session."""
        self._sessions.discard(self)
        if self._deadline is not None:
            self._deadline.cancel()
        super().connection_lost(error)

    def drop(self) -> None:
        """Cut the connection without a word."""
        for transport in (self.transport, self._original_transport):
            if isinstance(transport, asyncio.Transport):
                transport.abort()
