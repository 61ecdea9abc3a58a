"""Run one server of the load world: `python -m bench.load_world NAME '{"option": value}'`.

Its first line of output is JSON: the port, and when its first period began.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import threading

import uvloop

from bench.load_world.kinds import made
from bench.load_world.serving import serve
from bench.load_world.wire import App


async def _main(app: App) -> None:
    """Serve until the parent closes our input, so that nothing is left behind."""
    loop = asyncio.get_running_loop()
    over = asyncio.Event()

    def wait() -> None:
        sys.stdin.read()
        loop.call_soon_threadsafe(over.set)

    threading.Thread(target=wait, daemon=True).start()
    async with serve(app) as port:
        print(json.dumps({"port": port, "began": app.began}), flush=True)
        gc.freeze()
        await over.wait()


if __name__ == "__main__":
    uvloop.run(_main(made(sys.argv[1], json.loads(sys.argv[2]))))
