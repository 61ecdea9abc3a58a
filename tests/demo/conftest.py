from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass

import pytest

from launchready.demo.world import World, demo_world, serve_in_thread


@dataclass(frozen=True)
class Visitor:
    """A plain browser: the standard library, the demo's root, no retries."""

    world: World

    def name(self, label: str = "") -> str:
        return f"{label}.{self.world.product.domain}" if label else self.world.product.domain

    def get(
        self,
        label: str,
        path: str = "/",
        *,
        method: str = "GET",
        secure: bool = True,
        body: bytes | None = None,
        headers: Mapping[str, str] = {},
    ) -> tuple[http.client.HTTPResponse, bytes]:
        connection = self.connect(label, secure=secure)
        try:
            connection.request(method, path, body, dict(headers))
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()

    def connect(self, label: str, *, secure: bool = True) -> http.client.HTTPConnection:
        host = self.name(label)
        connection = http.client.HTTPConnection(host)
        connection.sock = self.tls(label) if secure else self._dial(host, 80)
        return connection

    def tls(self, label: str, *alpn: str) -> ssl.SSLSocket:
        context = ssl.create_default_context(cafile=str(self.world.settings.ca_file))
        if alpn:
            context.set_alpn_protocols(list(alpn))
        sock = self._dial(self.name(label), 443)
        try:
            return context.wrap_socket(sock, server_hostname=self.name(label))
        except BaseException:
            sock.close()
            raise

    def _dial(self, host: str, port: int) -> socket.socket:
        return socket.create_connection(self.world.settings.connect[host, port], 10)


@pytest.fixture(scope="module")
def twin() -> Iterator[Visitor]:
    with serve_in_thread(faulty=False) as world:
        yield Visitor(world)


@pytest.fixture(scope="module")
def faulty() -> Iterator[Visitor]:
    with serve_in_thread(faulty=True) as world:
        yield Visitor(world)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with demo_world(faulty=False) as running:
        yield running
