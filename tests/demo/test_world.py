from __future__ import annotations

import asyncio
import gc
import threading
import warnings
from contextlib import suppress
from pathlib import Path

from launchready.demo.world import demo_world, serve_in_thread

LISTENS = "0A"
"""Of /proc/net/tcp."""


def listening() -> set[int]:
    """Return the TCP ports that this process listens on: others may take a port that is free."""
    ours = set()
    for entry in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            ours.add(entry.readlink().name)
    rows = [line.split() for line in Path("/proc/self/net/tcp").read_text("ascii").splitlines()[1:]]
    return {
        int(row[1].rpartition(":")[2], 16)
        for row in rows
        if row[3] == LISTENS and f"socket:[{row[9]}]" in ours
    }


async def test_an_ended_world_leaves_no_task_no_port_and_no_file() -> None:
    async with demo_world(faulty=True) as world:
        ports = set(world.settings.connect.values())
        assert {port for _, port in ports} <= listening()
        address = next(iter(ports))
        reader, writer = await asyncio.open_connection(*address)
        assert world.settings.ca_file is not None
        assert world.settings.ca_file.exists()
    # It ends; the mail server has said who it is.
    await asyncio.wait_for(reader.read(), 5)
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    assert not world.settings.ca_file.exists()
    assert not listening() & {port for _, port in ports}
    # The tasks of connections that were just aborted get the next turns of the loop.
    await asyncio.sleep(0.05)
    assert asyncio.all_tasks() == {asyncio.current_task()}
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        gc.collect()


def test_a_thread_that_serves_a_world_ends_with_it() -> None:
    before = set(threading.enumerate())
    with serve_in_thread(faulty=False) as world:
        assert world.faults == ()
        [thread] = [one for one in threading.enumerate() if one not in before]
        assert thread.name == "launchready-demo"
    assert not thread.is_alive()


async def test_only_loopback_is_ever_dialled() -> None:
    async with demo_world(faulty=True) as world:
        settings = world.settings
        servers = {server.address for server in settings.nameservers.values()}
        assert {host for host, _ in settings.connect.values()} | servers == {"127.0.0.1"}
        mail = f"mail.{world.product.domain}"
        web = {host.name for host in world.product.hosts} - {mail}
        reached = {host for host, port in settings.connect if port == 443}
        assert web <= reached
        origins = {host.origin for host in world.product.hosts if host.origin}
        assert all(origin.startswith("127.0.0.1:") for origin in origins)
