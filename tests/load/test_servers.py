from __future__ import annotations

import asyncio
import time

import pytest
from tests.load.servers import KINDS, Fixed, Hostile, freeze_truth_ms, inside, started


async def _get(port: int, path: str = "/") -> tuple[float, bytes]:
    """Return how long the last octet took, and what came for about half a second."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    began = time.perf_counter()
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    came, last = b"", began
    try:
        while piece := await asyncio.wait_for(reader.read(65536), 0.4):
            came += piece
            last = time.perf_counter()
            if len(came) > 1_000_000 or last - began > 0.5:
                break
    except (TimeoutError, ConnectionError):
        pass
    writer.close()
    return last - began, came


@pytest.mark.parametrize("kind", sorted(KINDS))
async def test_every_server_answers_and_counts(kind: str) -> None:
    async with inside(KINDS[kind]()) as server:
        await _get(server.port)
        assert (await server.seen())["requests"] == 1
        await server.reset()
        assert (await server.seen())["requests"] == 0


async def test_a_fixed_delay_is_kept_to_a_fraction_of_a_millisecond() -> None:
    with started("fixed", ms=20.0) as server:
        took = [1.0]
        while min(took) > 0.0225 and len(took) < 20:
            took.append((await _get(server.port))[0])
    assert 0.0198 < min(took) <= 0.0225


async def test_a_hostile_server_spares_the_others() -> None:
    async with inside(Hostile("garbage", every=2)) as server:
        assert (await _get(server.port))[1].startswith(b"HTTP/1.1 200")
        assert not (await _get(server.port))[1].startswith(b"HTTP")


@pytest.mark.parametrize(
    "how",
    [
        *("closes", "refuses", "hangs", "resets", "garbage", "short", "long", "endless"),
        *("headers", "dribbles", "slams", "bad_chunk", "bad_gzip"),
    ],
)
async def test_a_hostile_server_survives_what_it_does(how: str) -> None:
    app = Hostile(how)
    async with inside(app) as server:
        await _get(server.port)
        assert app.seen.connections == 1


async def test_it_sees_the_tag_of_a_run() -> None:
    app = Fixed(0)
    async with inside(app) as server:
        await _get(server.port)
    assert app.seen.tags == {"": 1}


def test_the_truth_of_the_freeze_is_what_arithmetic_says() -> None:
    assert [round(freeze_truth_ms(p)) for p in (50, 90, 95, 99, 100)] == [20, 20, 520, 920, 1020]
