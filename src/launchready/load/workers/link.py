"""The asyncio side of a carrier: lines to it, lines from it."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import os
import socket
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
    "several machines need Locust, which is not installed: it comes with the extra "
    "`load-distributed`"
)


class Link:
    """Sends and takes lines."""

    def __init__(self, process: asyncio.subprocess.Process, to: asyncio.StreamWriter) -> None:
        self._process = process
        self._to = to
        self._from = cast("asyncio.StreamReader", process.stdout)

    @property
    def pid(self) -> int:
        """The carrier's process."""
        return self._process.pid

    def letter(self, peer: str, text: str) -> None:
        """Send a letter to a peer; to the master under the empty name."""
        self._write({"kind": "letter", "peer": peer, "text": text})

    def letter_now(self, text: str) -> bool:
        """Send a letter to the master although no event loop turns; return whether it left.

        Another thread may call this; what the loop itself has not yet sent goes first or not at
        all.
        """
        sock = self._to.get_extra_info("socket")
        if sock is None or self._to.is_closing() or self._to.transport.get_write_buffer_size():
            return False
        line = _line({"kind": "letter", "peer": "", "text": text})
        with suppress(OSError):
            return os.write(sock.fileno(), line) == len(line)
        return False

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
            self._to.write(_line(line))


def _line(line: dict[str, str]) -> bytes:
    return json.dumps(line).encode() + b"\n"


@asynccontextmanager
async def carried(role: str, host: str, port: int) -> AsyncIterator[Link]:
    """Start a carrier, `master` or `worker`. Raises `LoadError` where Locust is not installed."""
    if importlib.util.find_spec("locust") is None:
        raise LoadError(MISSING)
    ours, theirs = _pair()
    # A session of its own: Ctrl-C in the terminal is for us, who then say good-bye.
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "launchready.load.workers.carrier", role, host, str(port)),
        stdin=asyncio.subprocess.PIPE if theirs is None else theirs.fileno(),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=MOST_BYTES,
        start_new_session=True,
        env={name: text for name, text in os.environ.items() if name != KEY},
    )
    if ours is None or theirs is None:
        to = cast("asyncio.StreamWriter", process.stdin)
    else:
        theirs.close()
        _, to = await asyncio.open_connection(sock=ours)
    link = Link(process, to)
    try:
        yield link
    finally:
        await asyncio.shield(_end(link))


def _pair() -> tuple[socket.socket, socket.socket] | tuple[None, None]:
    """Return a pair of sockets, where a process can have one as its input.

    Unlike the pipe that an event loop makes, it can be written to where the loop hangs.
    """
    return socket.socketpair() if hasattr(socket, "AF_UNIX") else (None, None)


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
