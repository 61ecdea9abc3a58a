"""Which name servers to ask."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from launchready.derive.pattern import lazy

RESOLV_CONF = Path("/etc/resolv.conf")
_BRACKETED = lazy(r"\[([^\[\]]+)\](?::([0-9]+))?")
_HIGHEST_PORT = 65535
_PORT_DIGITS = 5
_MOST_SERVERS = 3
"""As many as the C library reads (resolv.conf(5), MAXNS)."""


@dataclass(frozen=True, slots=True)
class Server:
    """A name server to send queries to."""

    address: str
    """An IP address, never a name: a name would need the look-up we are about to make."""
    port: int = 53

    def __str__(self) -> str:
        """Return `ADDRESS:PORT`, as `parse_server` reads it."""
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"{host}:{self.port}"


def parse_server(text: str) -> Server:
    """Read `9.9.9.9`, `127.0.0.1:5353`, `2620:fe::fe` or `[::1]:53`. Raises `ValueError`."""
    address, port = _split(text.strip())
    try:
        ip = ip_address(address)
    except ValueError:
        why = f"a name server is an IP address such as 9.9.9.9 or [::1]:53, not {text!r}"
        raise ValueError(why) from None
    if len(port) > _PORT_DIGITS or not 0 < int(port) <= _HIGHEST_PORT:
        why = f"the port of a name server is between 1 and 65535, not {port[:20]}"
        raise ValueError(why)
    return Server(str(ip), int(port))


def _split(text: str) -> tuple[str, str]:
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed:
        return bracketed[1], bracketed[2] or "53"
    address, colon, port = text.partition(":")
    if colon and port.isascii() and port.isdigit():
        return address, port
    return text, "53"


def system_servers(path: Path = RESOLV_CONF) -> tuple[Server, ...]:
    """Return the servers this machine is set up to ask; 127.0.0.1 when none is named."""
    try:
        text = path.read_text("utf-8", "replace")
    except OSError:
        text = ""
    return read_resolv_conf(text) or (Server("127.0.0.1"),)


def read_resolv_conf(text: str) -> tuple[Server, ...]:
    """Return the `nameserver` lines that hold an address (resolv.conf(5)); others are skipped."""
    servers = []
    for line in text.splitlines():
        words = line.split()
        if len(words) > 1 and words[0] == "nameserver":
            try:
                servers.append(Server(str(ip_address(words[1]))))
            except ValueError:
                continue
    return tuple(dict.fromkeys(servers))[:_MOST_SERVERS]
