"""A small mail server for the MX host: greeting, EHLO, STARTTLS, QUIT (RFC 5321, RFC 3207)."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator

from launchready.demo.loopback import Connections, listener

IDLE = 30.0
NO_MAIL = "550 5.7.1 This demo takes no mail"
REPLIES = {
    "HELO": "250 Harvest Lane",
    "NOOP": "250 OK",
    "RSET": "250 OK",
    "QUIT": "221 Bye",
    "MAIL": NO_MAIL,
    "RCPT": NO_MAIL,
    "DATA": NO_MAIL,
}


class MailServer:
    """Takes connections for one host name and accepts no mail."""

    def __init__(self, name: str, context: ssl.SSLContext | None) -> None:
        self._name = name
        self._context = context

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[int]:
        """Listen on a free port of 127.0.0.1 and give its number."""
        async with Connections().serving(listener(), self._conversation) as port:
            yield port

    async def _conversation(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        encrypted = False
        await _say(writer, f"220 {self._name} ESMTP Harvest Lane demo")
        while True:
            async with asyncio.timeout(IDLE):
                line = await reader.readuntil(b"\n")
            verb = line.decode("latin-1").strip().partition(" ")[0].upper()
            if verb == "STARTTLS" and self._context is not None and not encrypted:
                await _say(writer, "220 Go ahead")
                await writer.start_tls(self._context)
                encrypted = True
                continue
            await _say(writer, *self._reply(verb, encrypted=encrypted))
            if verb == "QUIT":
                return

    def _reply(self, verb: str, *, encrypted: bool) -> tuple[str, ...]:
        if verb != "EHLO":
            return (REPLIES.get(verb, "502 5.5.1 Command not implemented"),)
        offered = self._context is not None and not encrypted
        starttls = ("250-STARTTLS",) if offered else ()
        return (f"250-{self._name}", *starttls, "250 8BITMIME")


async def _say(writer: asyncio.StreamWriter, *lines: str) -> None:
    writer.write("".join(f"{line}\r\n" for line in lines).encode("latin-1"))
    await writer.drain()
