"""Start the real servers of the product in the server's namespace, and stop them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.world.namespaces import Link, delayed
from bench.world.product import NAME_SERVERS, ZONE, Product, build

PATIENCE = 180.0
"""Seconds that a server may take to start; thousands of sites take a while."""


@contextmanager
def world(
    round_trip_ms: float = 50.0, zones: tuple[str, ...] = (ZONE,), includes: int = 3
) -> Iterator[tuple[Link, Product]]:
    """Bring up eight hosts behind a delay: Knot for the zone, nginx for the sites."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="launchready-")))
        product = build(folder, zones, includes)
        link = stack.enter_context(delayed(round_trip_ms, product.addresses))
        knotd, nginx = _program("knotd"), _program("nginx")
        stack.enter_context(_running(link.in_server([knotd, "-c", str(product.knot)])))
        stack.enter_context(
            _running(link.in_server([nginx, "-e", "stderr", "-c", str(product.nginx)]))
        )
        _await(link, product)
        yield link, product


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        message = f"{name} is not installed: run `make system`"
        raise RuntimeError(message)
    return found


@contextmanager
def _running(command: list[str]) -> Iterator[None]:
    process = subprocess.Popen(command)
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _await(link: Link, product: Product) -> None:
    """Wait until a name server and a web server answer."""
    deadline = time.monotonic() + PATIENCE
    probes = (
        ["kdig", "+short", "+timeout=1", f"@{NAME_SERVERS[0]}", product.zones[-1], "A"],
        ["bash", "-c", f"exec 3<>/dev/tcp/{product.addresses[-1]}/443 && echo up"],
    )
    for probe in probes:
        while not _answers(link, probe):
            if time.monotonic() > deadline:
                message = f"the servers did not start: {' '.join(probe)}"
                raise RuntimeError(message)
            time.sleep(0.1)


def _answers(link: Link, probe: list[str]) -> bool:
    done = subprocess.run(link.in_client(probe), check=False, capture_output=True, text=True)
    return done.returncode == 0 and done.stdout.strip() != "" and ";;" not in done.stdout
