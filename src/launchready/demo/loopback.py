"""Listeners on 127.0.0.1 that end without a trace: no task, no socket, no warning is left."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable

HOST = "127.0.0.1"
BACKLOG = 256
HEAD_LIMIT = 64 * 1024

Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Connections:
    """The open connections of one listener."""

    def __init__(self) -> None:
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    @contextlib.asynccontextmanager
    async def serving(
        self,
        sock: socket.socket,
        conversation: Conversation,
        context: ssl.SSLContext | None = None,
    ) -> AsyncIterator[int]:
        """Accept on a bound socket until the block ends; gives the port."""

        def accepted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.ensure_future(_talk(conversation, reader, writer))
            self._open[task] = writer
            task.add_done_callback(self._open.pop)

        server = await asyncio.start_server(
            accepted, sock=sock, ssl=context, limit=HEAD_LIMIT, backlog=BACKLOG
        )
        try:
            yield int(sock.getsockname()[1])
        finally:
            server.close()
            await self._end()
            await server.wait_closed()

    async def _end(self) -> None:
        tasks = tuple(self._open)
        for task, writer in tuple(self._open.items()):
            writer.transport.abort()
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        # An aborted TLS transport closes its socket in the next turns of the loop.
        for _ in range(3):
            await asyncio.sleep(0)


async def _talk(
    conversation: Conversation, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    try:
        await conversation(reader, writer)
    except (OSError, EOFError, asyncio.LimitOverrunError, TimeoutError):
        pass  # The visitor left, or talked nonsense: that ends its connection only.
    finally:
        writer.close()
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(2):
                await writer.wait_closed()


def listener(kind: socket.SocketKind = socket.SOCK_STREAM, port: int = 0) -> socket.socket:
    """Bind a socket to a port of 127.0.0.1, any free one by default. Raises `OSError`."""
    sock = socket.socket(socket.AF_INET, kind)
    try:
        if kind == socket.SOCK_STREAM:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((HOST, port))
    except OSError:
        sock.close()
        raise
    sock.setblocking(False)  # noqa: FBT003 - the standard library has no name for it
    return sock


def same_port() -> tuple[socket.socket, socket.socket]:
    """Bind UDP and TCP to one free port number. Raises `OSError`."""
    for _ in range(20):
        streams = listener()
        try:
            return listener(socket.SOCK_DGRAM, streams.getsockname()[1]), streams
        except OSError:
            streams.close()
    message = "no port is free for both UDP and TCP"
    raise OSError(message)
