"""`launchready load worker`: help another machine to make its load."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from launchready.cli.network_options import AllowPrivate, CaFile, Connect, Reach, Resolver, Timeout
from launchready.cli.wrong import Wrong

PORTS = range(1, 65536)


def worker(
    master: Annotated[
        str, typer.Argument(metavar="ADDR:PORT", help="Where the master waits (its --master).")
    ],
    *,
    allow: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="A host that load may be sent to; none but these."),
    ] = None,
    name: Annotated[str, typer.Option(help="What the report calls this machine.")] = "",
    python: Annotated[
        bool, typer.Option("--python", help="Run the scenario even if it is a Python program.")
    ] = False,
    wait: Annotated[
        float, typer.Option(min=1, max=3600, help="Seconds to wait for the master.")
    ] = 60.0,
    resolver: Resolver = None,
    connect: Connect = None,
    ca_file: CaFile = None,
    allow_private: AllowPrivate = False,
    timeout: Timeout = 5.0,
) -> None:
    """Join a master and make a share of its load, until it ends.

    Both sides need the same key in LAUNCHREADY_LOAD_KEY. Secrets of the scenario come from this
    machine's own environment.
    """
    from launchready.cli.load_ready import need_locust
    from launchready.cli.loop import run_loop
    from launchready.load.workers.letters import KEY
    from launchready.load.workers.worker import Joining, work

    host, port = address("the master", master)
    need_locust()
    reach = Reach(tuple(resolver or ()), tuple(connect or ()), (), ca_file, allow_private, timeout)
    joining = Joining(
        host,
        port,
        reach.settings(),
        frozenset(allow or ()),
        os.environ.get(KEY, ""),
        name,
        python,
        wait,
    )
    run_loop(work(joining, typer.echo))


def address(what: str, text: str) -> tuple[str, int]:
    """Read `ADDR:PORT`; an IPv6 address stands in brackets. Raises `Wrong`."""
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) not in PORTS:
        message = f"{what} {text!r} is not ADDRESS:PORT, like 10.0.0.5:5557"
        raise Wrong(message)
    return host.strip("[]"), int(port)
