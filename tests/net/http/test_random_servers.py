"""A real server that answers with random bytes: only `Failure`, and never a hang."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.net.dial import Dialler
from launchready.net.failure import Failure
from launchready.net.guard import Guard
from launchready.net.http.client import Client
from launchready.net.http.message import Request
from launchready.net.traffic import Traffic

from .conftest import QUICK, nowhere_else, soon
from .test_reading import ANSWERS

_LIMITS = replace(QUICK, first_byte_s=0.1, idle_s=0.05, total_s=0.3)


class RandomServer:
    """One server and one client for all examples, on a loop of their own."""

    def __init__(self) -> None:
        self.raw = b""
        self.close = True

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await reader.read(65536):
                writer.write(self.raw)
                await writer.drain()
                if self.close:
                    break
        except ConnectionError:
            pass
        finally:
            writer.transport.abort()

    async def start(self) -> None:
        self.server = await asyncio.start_server(self.talk, "127.0.0.1", 0)
        traffic = Traffic()
        dialler = Dialler(nowhere_else, Guard(allow_private=True), traffic)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.client = Client(dialler, tls=context, traffic=traffic, limits=_LIMITS)

    async def exchange(self, raw: bytes, method: str, *, close: bool) -> None:
        self.raw, self.close = raw, close
        port = self.server.sockets[0].getsockname()[1]
        async with soon():
            with suppress(Failure):
                response = await self.client.fetch(Request(f"http://any.test:{port}/", method))
                assert isinstance(response.text(), str)
                await self.client.follow(Request(f"http://any.test:{port}/", method), hops=2)

    async def stop(self) -> None:
        await self.client.close()
        self.server.close()
        await self.server.wait_closed()
        await asyncio.sleep(0.01)


def test_random_answers_are_answers_or_failures() -> None:
    with asyncio.Runner() as runner:
        server = RandomServer()
        runner.run(server.start())

        @settings(deadline=None, max_examples=150)
        @given(ANSWERS.map(b"".join), st.sampled_from(["GET", "HEAD", "POST"]), st.booleans())
        def check(raw: bytes, method: str, close: bool) -> None:
            runner.run(server.exchange(raw, method, close=close))

        check()
        runner.run(server.stop())
