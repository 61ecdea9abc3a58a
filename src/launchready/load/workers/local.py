"""Workers on this machine: each a process of its own, with a core of its own where there is one."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import msgspec

from launchready.load.trouble import LoadError
from launchready.load.workers.worker import Joining, work
from launchready.net.dns.servers import Server
from launchready.net.network import Settings

LONGEST_S = 5.0


@dataclass(frozen=True, slots=True)
class Orders:
    """What a worker of this machine is told on its input; it inherits the environment."""

    port: int
    key: str
    name: str
    allow: tuple[str, ...]
    resolvers: tuple[Server, ...]
    connect: tuple[tuple[tuple[str, int], tuple[str, int]], ...]
    ca_file: str
    allow_private: bool
    named: tuple[str, ...]
    timeout: float


def orders(port: int, key: str, name: str, allow: tuple[str, ...], settings: Settings) -> Orders:
    """Write down what a worker needs: it reaches the network as this process does."""
    return Orders(
        port,
        key,
        name,
        allow,
        settings.resolvers,
        tuple(settings.connect.items()),
        str(settings.ca_file or ""),
        settings.allow_private,
        tuple(settings.named),
        settings.timeout,
    )


@asynccontextmanager
async def started(all_orders: list[Orders]) -> AsyncIterator[tuple[int, ...]]:
    """Start workers; gives their process ids. They end when the master does."""
    processes: list[asyncio.subprocess.Process] = []
    try:
        for one in all_orders:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "launchready.load.workers.local"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.DEVNULL,
                start_new_session=True,
            )
            processes.append(process)
            to = cast("asyncio.StreamWriter", process.stdin)
            to.write(msgspec.json.encode(one) + b"\n")
            to.close()
        yield tuple(process.pid for process in processes)
    finally:
        await asyncio.shield(_end(processes))


async def _end(processes: list[asyncio.subprocess.Process]) -> None:
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
    for process in processes:
        try:
            await asyncio.wait_for(process.wait(), LONGEST_S)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def joining_of(told: Orders) -> Joining:
    """Return how a worker of this machine joins."""
    settings = Settings(
        resolvers=told.resolvers,
        connect=dict(told.connect),
        ca_file=Path(told.ca_file) if told.ca_file else None,
        allow_private=told.allow_private,
        named=frozenset(told.named),
        timeout=told.timeout,
    )
    return Joining(
        "127.0.0.1",
        told.port,
        settings,
        frozenset(told.allow),
        told.key,
        told.name,
        python=True,
        here=True,
    )


def main() -> int:
    """Work as the first line of input says."""
    told = msgspec.json.decode(sys.stdin.buffer.readline(), type=Orders)
    try:
        with asyncio.Runner(loop_factory=_loop) as runner:
            runner.run(work(joining_of(told), lambda _line: None))
    except LoadError as error:
        sys.stderr.write(f"{told.name}: {error}\n")
        return 2
    return 0


def _loop() -> asyncio.AbstractEventLoop:
    try:
        from uvloop import new_event_loop
    except ImportError:
        return asyncio.new_event_loop()
    return new_event_loop()


if __name__ == "__main__":
    sys.exit(main())
