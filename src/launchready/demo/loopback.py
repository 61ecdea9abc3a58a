"""Listeners on 127.0.0.1 that end without a trace: no task, no socket, no warning is left."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

HOST = "127.0.0.1"
BACKLOG = 256
HANDSHAKE = 20.0
HEAD_LIMIT = 64 * 1024

Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Connections:
    """The open connections of one listener, from the first byte of the TLS handshake on.

    `asyncio.start_server` hands a connection over after the handshake only, so that one which is
    stuck in it would outlive the server.
    """

    def __init__(self) -> None:
        self._open: set[asyncio.Task[None]] = set()

    @contextlib.asynccontextmanager
    async def serving(
        self,
        sock: socket.socket,
        conversation: Conversation,
        context: ssl.SSLContext | None = None,
    ) -> AsyncIterator[int]:
        """Accept on a bound socket until the block ends; gives the port."""
        sock.listen(BACKLOG)
        accepting = asyncio.ensure_future(self._accept(sock, conversation, context))
        try:
            yield int(sock.getsockname()[1])
        finally:
            await _end([accepting])
            sock.close()
            await _end(self._open)
            # An aborted TLS transport closes its socket in the next turns of the loop.
            for _ in range(3):
                await asyncio.sleep(0)

    async def _accept(
        self, sock: socket.socket, conversation: Conversation, context: ssl.SSLContext | None
    ) -> None:
        loop = asyncio.get_running_loop()
        while True:
            connection, _ = await loop.sock_accept(sock)
            task = asyncio.ensure_future(_talk(connection, conversation, context))
            self._open.add(task)
            task.add_done_callback(self._open.discard)


async def _end(tasks: Iterable[asyncio.Task[None]]) -> None:
    running = tuple(tasks)
    for task in running:
        task.cancel()
    if running:
        await asyncio.wait(running)


async def _talk(
    connection: socket.socket, conversation: Conversation, context: ssl.SSLContext | None
) -> None:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(HEAD_LIMIT, loop)
    writers: list[asyncio.StreamWriter] = []
    # With a callback the protocol knows that it serves, which STARTTLS has to know.
    protocol = asyncio.StreamReaderProtocol(reader, lambda _, writer: writers.append(writer), loop)
    try:
        await loop.connect_accepted_socket(
            lambda: protocol,
            connection,
            ssl=context,
            ssl_handshake_timeout=HANDSHAKE if context else None,
        )
    except OSError:
        return  # A visitor that cannot agree on TLS is none.
    [writer] = writers
    try:
        await conversation(reader, writer)
    except (OSError, EOFError, asyncio.LimitOverrunError, TimeoutError):
        pass  # The visitor left, or talked nonsense: that ends its connection only.
    except asyncio.CancelledError:
        writer.transport.abort()
        raise
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
