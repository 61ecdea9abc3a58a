"""A plain web server on loopback that says the same to everybody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


@asynccontextmanager
async def saying(status: str, body: str, *headers: str, silent: bool = False) -> AsyncIterator[int]:
    """Answer every request alike, or hold it for ever; gives the port."""
    talks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        talks.add(task)
        payload = body.encode()
        head = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(payload)}", "", ""]
        try:
            with suppress(asyncio.IncompleteReadError, ConnectionError):
                while True:
                    await reader.readuntil(b"\r\n\r\n")
                    if silent:
                        await asyncio.sleep(60)
                    writer.write("\r\n".join(head).encode() + payload)
                    await writer.drain()
        except asyncio.CancelledError:
            pass
        finally:
            talks.discard(task)
            writer.transport.abort()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tuple(talks):
            task.cancel()
        if talks:
            await asyncio.wait(talks, timeout=2)
        await asyncio.sleep(0.01)
