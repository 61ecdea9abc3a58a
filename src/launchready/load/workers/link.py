"""The asyncio side of a carrier: lines to it, lines from it."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, cast

from launchready.load.trouble import LoadError
from launchready.load.workers.letters import KEY

MOST_BYTES = 256 * 1024 * 1024
"""Of one letter: a tally of hours has megabytes."""
LONGEST_S = 5.0
"""How long a carrier may take to say good-bye."""
MISSING = (
    "several machines need Locust, which is not installed: "
    "pip install 'launchready[load-distributed]'"
)


class Link:
    """Sends and takes lines."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._to = cast("asyncio.StreamWriter", process.stdin)
        self._from = cast("asyncio.StreamReader", process.stdout)

    @property
    def pid(self) -> int:
        """The carrier's process."""
        return self._process.pid

    def letter(self, peer: str, text: str) -> None:
        """Send a letter to a peer; to the master under the empty name."""
        self._write({"kind": "letter", "peer": peer, "text": text})

    def ping(self, peer: str) -> None:
        """Ask a peer for its clock; the answer comes as a `pong`."""
        self._write({"kind": "ping", "peer": peer})

    async def take(self) -> dict[str, Any]:
        """Return what came or happened next: a mapping with `kind`; `end` when nothing will."""
        line = await self._from.readline()
        if not line:
            return {"kind": "end"}
        taken: dict[str, Any] = json.loads(line)
        return taken

    async def drain(self) -> None:
        """Wait until what was sent has left this process."""
        with suppress(ConnectionError):
            await self._to.drain()

    def close(self) -> None:
        """Say good-bye to the carrier."""
        self._to.close()

    async def ended(self) -> None:
        """Wait until the carrier is gone."""
        await self._process.wait()

    async def kill(self) -> None:
        """End the carrier, whatever it does."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    def _write(self, line: dict[str, str]) -> None:
        if not self._to.is_closing():
            self._to.write(json.dumps(line).encode() + b"\n")


@asynccontextmanager
async def carried(role: str, host: str, port: int) -> AsyncIterator[Link]:
    """Start a carrier, `master` or `worker`. Raises `LoadError` where Locust is not installed."""
    if importlib.util.find_spec("locust") is None:
        raise LoadError(MISSING)
    # A session of its own: Ctrl-C in the terminal is for us, who then say good-bye.
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "launchready.load.workers.carrier", role, host, str(port)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=MOST_BYTES,
        start_new_session=True,
        env={name: text for name, text in os.environ.items() if name != KEY},
    )
    link = Link(process)
    try:
        yield link
    finally:
        await asyncio.shield(_end(link))


async def _end(link: Link) -> None:
    link.close()
    try:
        async with asyncio.timeout(LONGEST_S):
            # What it still says must be read, or it could not end.
            while (await link.take())["kind"] != "end":
                pass
            await link.ended()
    except TimeoutError:
        await link.kill()
