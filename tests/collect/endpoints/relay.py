"""Pass bytes on to another door, or swallow what a firewall would."""

from __future__ import annotations

import asyncio

from .street import Script

SUPPORTED_VERSIONS = b"\x00\x2b\x00"
"""The extension that every current client sends and no old hello has (RFC 8446, 4.2.1)."""


async def relay(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    to: tuple[str, int],
    first: bytes = b"",
) -> None:
    """Pass everything on in both directions."""
    there, back = await asyncio.open_connection(*to)
    back.write(first)

    async def pour(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
        sink.close()

    await asyncio.gather(pour(reader, back), pour(there, writer))


def modern_only(to: tuple[str, int]) -> Script:
    """Pass current clients on, and let old hellos wait for ever."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hello = await reader.read(4096)
        if SUPPORTED_VERSIONS in hello:
            await relay(reader, writer, to, hello)
        else:
            await reader.read()

    return script
