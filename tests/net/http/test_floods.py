"""Endless bodies and decompression bombs cost no more than the limits."""

from __future__ import annotations

import gzip
import tracemalloc

import brotli
import pytest
import zstandard

from launchready.net.http.client import Client
from launchready.net.http.limits import Limits
from launchready.net.http.message import Request

from .conftest import QUICK, Labs, Serve, answer, endless, says, soon

_OK = b"HTTP/1.1 200 OK\r\n"


async def test_a_gigabyte_costs_no_more_than_the_limit(serve: Serve, labs: Labs) -> None:
    head = _OK + b"Content-Length: 1000000000\r\n\r\n"
    site = await serve(endless(head, b"\0" * 65536))
    client = labs(limits=Limits()).client
    tracemalloc.start()
    try:
        async with soon():
            response = await client.fetch(Request(site.url()))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (response.wire_bytes, response.truncated) == (2 * 1024 * 1024, True)
    assert response.why_truncated == "longer than the limit of 2 MiB"
    assert peak < 16 * 1024 * 1024


@pytest.mark.parametrize(
    ("coding", "bomb"),
    [
        ("gzip", gzip.compress(b"\0" * 10_000_000)),
        ("br", brotli.compress(b"\0" * 10_000_000, quality=5)),
        ("zstd", zstandard.compress(b"\0" * 10_000_000)),
        ("gzip, gzip", gzip.compress(gzip.compress(b"\0" * 10_000_000))),
        ("br, br", brotli.compress(brotli.compress(b"\0" * 10_000_000, quality=5), quality=5)),
    ],
)
async def test_a_decompression_bomb_is_cut(
    serve: Serve, client: Client, coding: str, bomb: bytes
) -> None:
    site = await serve(says(answer(bomb, f"Content-Encoding: {coding}")))
    response = await client.fetch(Request(site.url()))
    assert (len(response.body), response.truncated) == (QUICK.decoded_bytes, True)
    assert response.why_truncated == "decompressed past the limit"
