"""Start servers of the load world: in this process, or in one of their own."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.load_world.alarm import Alarm
from bench.load_world.wire import App, Talk

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    base: str
    """`http://127.0.0.1:PORT`."""
    port: int
    began: float
    """`time.perf_counter` at which its first period began; the clock is the machine's."""
    pid: int

    async def seen(self) -> dict[str, Any]:
        """Return what it saw: the fields of `wire.Seen`."""
        read: dict[str, Any] = json.loads(await self._ask("/_seen"))
        return read

    async def reset(self) -> None:
        """Let it forget what it saw."""
        await self._ask("/_reset")

    async def _ask(self, path: str) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        body = await reader.readexactly(length)
        writer.close()
        await writer.wait_closed()
        return body


@contextmanager
def started(kind: str, **options: str | float | bool) -> Iterator[Server]:
    """Run a server in a process of its own, so that the generator's loop does not disturb it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.load_world", kind, json.dumps(options)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            said = json.loads(process.stdout.readline() or b"{}")
            assert said, f"the server {kind} did not start"
            base = f"http://127.0.0.1:{said['port']}"
            yield Server(base, said["port"], said["began"], process.pid)
        finally:
            process.stdin.close()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()


@asynccontextmanager
async def serve(app: App, port: int = 0) -> AsyncIterator[int]:
    """Serve in this process; gives the port."""
    app.alarm = Alarm()
    talks: set[Talk] = set()

    def talk() -> Talk:
        made = Talk(app)
        talks.add(made)
        return made

    loop = asyncio.get_running_loop()
    server = await loop.create_server(talk, "127.0.0.1", port, backlog=4096)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for one in talks:
            if one.open:
                one.cut()
        await server.wait_closed()
        await asyncio.sleep(0)
        app.alarm.close()


@asynccontextmanager
async def inside(app: App) -> AsyncIterator[Server]:
    """Serve in this process, where times do not matter; `app.seen` can be looked at directly."""
    async with serve(app) as port:
        yield Server(f"http://127.0.0.1:{port}", port, app.began, 0)
