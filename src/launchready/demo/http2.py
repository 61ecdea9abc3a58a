"""Select HTTP/2, then ask every request for HTTP/1.1 (RFC 9113 sections 3.4, 6 and 7).

The demo shows which protocol a host selects and serves its pages in HTTP/1.1, so that one small
server answers for all. Header blocks are never decoded.
"""

from __future__ import annotations

import asyncio
import struct

IDLE = 30.0
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
LONGEST_FRAME = 16384
MOST_FRAMES = 1000

HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, CONTINUATION = 1, 3, 4, 6, 7, 9
ACK = 0x1
END_HEADERS = 0x4
PROTOCOL_ERROR, HTTP_1_1_REQUIRED = 0x1, 0xD


async def send_back_to_http1(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Refuse each request of an HTTP/2 connection with HTTP_1_1_REQUIRED until the client leaves.

    Raises `TimeoutError` for a client that falls silent and `EOFError` for one that leaves midway.
    """
    async with asyncio.timeout(IDLE):
        preface = await reader.readexactly(len(PREFACE))
    writer.write(frame(SETTINGS))
    if preface != PREFACE:
        await _leave(writer, 0, PROTOCOL_ERROR)
        return
    last = 0
    for _ in range(MOST_FRAMES):
        async with asyncio.timeout(IDLE):
            size, kind, flags, stream = read_frame_head(await reader.readexactly(9))
            if size > LONGEST_FRAME:
                break
            payload = await reader.readexactly(size)
        if kind == GOAWAY:
            return
        if kind in {HEADERS, CONTINUATION} and flags & END_HEADERS:
            last = max(last, stream)
        writer.write(_reply(kind, flags, stream, payload))
        await writer.drain()
    await _leave(writer, last, PROTOCOL_ERROR)


def frame(kind: int, flags: int = 0, stream: int = 0, payload: bytes = b"") -> bytes:
    """Write a frame: 24 bits of length, type, flags, stream (RFC 9113 section 4.1)."""
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def read_frame_head(head: bytes) -> tuple[int, int, int, int]:
    """Read the nine bytes before a payload: its length, type, flags and stream."""
    kind, flags, stream = struct.unpack(">BBI", head[3:9])
    return int.from_bytes(head[:3]), kind, flags, stream & 0x7FFFFFFF


def _reply(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
    if kind in {HEADERS, CONTINUATION} and flags & END_HEADERS:
        return frame(RST_STREAM, 0, stream, struct.pack(">I", HTTP_1_1_REQUIRED))
    if kind == SETTINGS and not flags & ACK:
        return frame(SETTINGS, ACK)
    if kind == PING and not flags & ACK:
        return frame(PING, ACK, 0, payload)
    return b""


async def _leave(writer: asyncio.StreamWriter, last: int, why: int) -> None:
    writer.write(frame(GOAWAY, 0, 0, struct.pack(">II", last, why)))
    await writer.drain()
