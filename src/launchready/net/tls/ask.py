"""One raw hello on one connection, and the answer to it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from launchready.net.dial import Dialler
from launchready.net.failure import Failure
from launchready.net.tls.hello import Hello, Version
from launchready.net.tls.reply import (
    CLOSED,
    MOST_BYTES,
    NOTHING,
    Accepted,
    Other,
    Reply,
    read_reply,
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask, for those who ask often: a failed connection is an answer like any other."""

    dialler: Dialler
    host: str
    port: int

    async def reply(
        self, version: Version, suites: Sequence[int], *, staple: bool = False
    ) -> Reply:
        """Offer this version at most, with these suites; `staple` reads the whole flight."""
        hello = Hello(version, suites, self.host, staple=staple)
        try:
            return await ask(self.dialler, self.host, self.port, hello, flight=staple)
        except Failure as failure:
            return Other(str(failure))


async def ask(
    dialler: Dialler, host: str, port: int, hello: Hello, *, flight: bool = False
) -> Reply:
    """Send a hello and read the answer, within the dialler's timeout and 64 KiB.

    With `flight` the certificates and the OCSP response are read too. Raises `Failure` where no
    connection could be made. A choice that was not offered is no acceptance.
    """
    reply = await _exchange(dialler, host, port, hello, flight=flight)
    if isinstance(reply, Accepted) and (
        reply.version > hello.version or reply.suite not in hello.suites
    ):
        return Other("a choice that was not offered")
    return reply


async def _exchange(dialler: Dialler, host: str, port: int, hello: Hello, *, flight: bool) -> Reply:
    async with dialler.lane(host):
        dialled = await dialler.dial(host, port)
        received = bytearray()
        loop = asyncio.get_running_loop()
        ended = CLOSED
        try:
            async with asyncio.timeout(dialler.timeout):
                await loop.sock_sendall(dialled.sock, hello.wire())
                while len(received) < MOST_BYTES:
                    more = await loop.sock_recv(dialled.sock, 16384)
                    received += more
                    reply = read_reply(bytes(received), flight=flight)
                    if reply is not None:
                        return reply
                    if not more:
                        break
        except TimeoutError:
            ended = NOTHING
        except OSError:
            # A reset is how Windows refuses a hello; what came before it still counts.
            ended = CLOSED
        finally:
            dialled.sock.close()
    return read_reply(bytes(received), flight=flight, ended=ended) or Other(ended)
