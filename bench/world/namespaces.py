"""Two network namespaces joined by a link of known delay; made and removed by us."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CLIENT_ADDRESS, SERVER_ADDRESS = "10.98.0.1", "10.98.0.2"


@dataclass(frozen=True, slots=True)
class Link:
    """A client's and a server's namespace."""

    client: str
    server: str

    def in_client(self, command: Sequence[str]) -> list[str]:
        """Return the command that runs `command` as the client."""
        return ["ip", "netns", "exec", self.client, *command]

    def in_server(self, command: Sequence[str]) -> list[str]:
        """Return the command that runs `command` as the server."""
        return ["ip", "netns", "exec", self.server, *command]

    def accepted(self) -> int:
        """Return how many TCP connections the server has accepted so far."""
        table = subprocess.run(
            self.in_server(["cat", "/proc/net/snmp"]), check=True, capture_output=True, text=True
        ).stdout
        names, values = (line.split() for line in table.splitlines() if line.startswith("Tcp:"))
        return int(values[names.index("PassiveOpens")])


@contextmanager
def delayed(round_trip_ms: float, addresses: Sequence[str]) -> Iterator[Link]:
    """Join two namespaces; the server has `addresses` besides its own. Needs root.

    The delay is real waiting in a user-space link, so packets and order are as on a network.
    """
    link = Link(f"lr-client-{os.getpid()}", f"lr-server-{os.getpid()}")
    carrier: subprocess.Popen[str] | None = None
    try:
        for name in (link.client, link.server):
            _ip("netns", "add", name)
            _ip("-n", name, "link", "set", "lo", "up")
        carrier = subprocess.Popen(
            [
                *(sys.executable, str(Path(__file__).with_name("delaylink.py"))),
                *(link.client, CLIENT_ADDRESS, link.server, SERVER_ADDRESS),
                str(round_trip_ms / 2),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        if carrier.stdout is None or carrier.stdout.readline().strip() != "up":
            message = "the delayed link did not come up: it needs root and /dev/net/tun"
            raise RuntimeError(message)
        for address in addresses:
            _ip("-n", link.server, "addr", "add", f"{address}/32", "dev", "lo")
            _ip("-n", link.client, "route", "add", f"{address}/32", "dev", "dl0")
        yield link
    finally:
        if carrier is not None:
            carrier.terminate()
            carrier.communicate()
        for name in (link.client, link.server):
            subprocess.run(["ip", "netns", "delete", name], check=False, capture_output=True)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)
