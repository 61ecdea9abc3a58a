"""A web server and an IMAP mailbox on loopback, as small as a probe needs them."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

Answer = Callable[[str, str, bytes], tuple[int, str]]
"""Method, path and body to status and extra header line."""


@asynccontextmanager
async def web(answer: Answer) -> AsyncIterator[int]:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                method, path, _ = head.decode().split(" ", 2)
                size = re.search(rb"content-length: (\d+)", head.lower())
                body = await reader.readexactly(int(size[1])) if size else b""
                status, line = answer(method, path, body)
                writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\n{line}\r\n".encode())
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


class Imap:
    """A mailbox that several folders hold messages in; it speaks as much IMAP as is asked."""

    def __init__(self, password: str) -> None:
        self.folders: dict[str, list[bytes]] = {"INBOX": [], "Junk": []}
        self.password = password
        self.said: list[str] = []

    @asynccontextmanager
    async def serving(self, context: ssl.SSLContext) -> AsyncIterator[int]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=context)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"* OK ready\r\n")
        chosen = "INBOX"
        try:
            while line := (await reader.readline()).decode():
                self.said.append(line.strip())
                tag, _, rest = line.strip().partition(" ")
                word = rest.split(" ")[1 if rest.startswith("UID") else 0].upper()
                if word in {"SELECT", "EXAMINE"}:
                    chosen = rest.partition(" ")[2].strip('"')
                for piece in self._answer(word, rest, chosen):
                    writer.write(piece)
                bad = word == "LOGIN" and self.password not in rest
                writer.write(f"{tag} {'NO wrong' if bad else 'OK done'}\r\n".encode())
                await writer.drain()
                if word == "LOGOUT":
                    break
        except (ConnectionError, ssl.SSLError):
            pass
        finally:
            writer.close()

    def _answer(self, word: str, rest: str, chosen: str) -> list[bytes]:
        messages = self.folders.get(chosen, [])
        to = rest.rsplit(" ", 1)[-1].strip('"').encode()
        hits = [str(at) for at, one in enumerate(messages, 1) if to in one]
        first = messages[0] if messages else b""
        if "RFC822.SIZE" in rest:
            word = "SIZE"
        replies = {
            "CAPABILITY": [b"* CAPABILITY IMAP4rev1\r\n"],
            "LIST": [
                b'* LIST (\\HasNoChildren) "/" INBOX\r\n',
                b'* LIST (\\HasNoChildren \\Junk) "/" Junk\r\n',
            ],
            "EXAMINE": [f"* {len(messages)} EXISTS\r\n".encode()],
            "SEARCH": [f"* SEARCH {' '.join(hits)}\r\n".encode()],
            "SIZE": [f"* 1 FETCH (UID 1 RFC822.SIZE {len(first)})\r\n".encode()],
            "FETCH": [f"* 1 FETCH (UID 1 BODY[] {{{len(first)}}}\r\n".encode(), first, b")\r\n"],
        }
        return replies.get(word, [])
