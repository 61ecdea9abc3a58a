"""How a command reaches the network: the options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from launchready.cli.wrong import Wrong

if TYPE_CHECKING:
    from launchready.net.dns.servers import Server
    from launchready.net.network import Settings

PORTS = range(1, 65536)

Resolver = Annotated[
    list[str] | None,
    typer.Option(
        metavar="IP[:PORT]",
        help="Ask this DNS resolver instead of the system's; several are compared.",
    ),
]
Connect = Annotated[
    list[str] | None,
    typer.Option(
        metavar="HOST:PORT:ADDR:PORT",
        help="Connect there instead, to audit before the DNS is switched.",
    ),
]
Nameserver = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=ADDR:PORT", help="Ask this name server of the zone at another address."
    ),
]
CaFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Trust these root certificates (PEM) as well."),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Follow names and redirects into private networks."),
]
Timeout = Annotated[
    float,
    typer.Option(min=0.1, max=60, metavar="SECONDS", help="Limit for one connection attempt."),
]
Rdap = Annotated[
    str, typer.Option(metavar="URL", help="Ask this RDAP server for the domain's registration.")
]


@dataclass(frozen=True, slots=True)
class Reach:
    """What was typed about the network."""

    resolver: Sequence[str] = ()
    connect: Sequence[str] = ()
    nameserver: Sequence[str] = ()
    ca_file: Path | None = None
    allow_private: bool = False
    timeout: float = 5.0
    rdap: str = ""
    named: frozenset[str] = field(default_factory=frozenset)

    def settings(self) -> Settings:
        """Turn it into the network's settings. Raises `Wrong`."""
        from launchready.net.network import Settings

        if self.ca_file is not None and not self.ca_file.is_file():
            message = f"--ca-file {self.ca_file}: there is no such file"
            raise Wrong(message)
        self._refuse_unusable()
        try:
            connect = dict(_override(text) for text in self.connect)
            return Settings(
                resolvers=tuple(_server(text) for text in self.resolver),
                connect=connect,
                nameservers=dict(_nameserver(text) for text in self.nameserver),
                ca_file=self.ca_file,
                allow_private=self.allow_private,
                # Whoever types an address names it.
                named=self.named.union(address for address, _ in connect.values()),
                timeout=self.timeout,
                rdap=self.rdap,
            )
        except ValueError as error:
            raise Wrong(str(error)) from None

    def _refuse_unusable(self) -> None:
        """Say so now: later it would look like a fault of the target. Raises `Wrong`."""
        from launchready.net.failure import Failure
        from launchready.net.http.url import parse
        from launchready.net.tls.trust import TrustStore

        try:
            if self.ca_file is not None:
                TrustStore.from_file(self.ca_file)
            if self.rdap:
                parse(self.rdap)
        except (OSError, ValueError) as error:
            message = f"--ca-file {self.ca_file} cannot be used: {error}"
            raise Wrong(message) from None
        except Failure as failure:
            message = f"--rdap {_rejected(self.rdap, failure.why)}"
            raise Wrong(message) from None


def _rejected(url: str, why: str) -> str:
    """Say what is wrong with a URL without repeating a login in it, however malformed it is."""
    from launchready.derive.mask import MASK, mask_url

    _, login, rest = url.rpartition("@")
    if login:
        shown = mask_url(f"https://{MASK}@{rest}").removeprefix("https://")
        return f"{shown!r} holds a login: leave out what stands before the `@`"
    return f"{mask_url(url)!r} is not a web address: {why}"


def _server(text: str) -> Server:
    from launchready.net.dns.servers import parse_server

    return parse_server(text)


def _nameserver(text: str) -> tuple[str, Server]:
    name, equals, where = text.partition("=")
    if not (equals and name):
        message = f"--nameserver {text!r} is not NAME=ADDR:PORT"
        raise ValueError(message)
    return name.lower().rstrip("."), _server(where)


def _override(text: str) -> tuple[tuple[str, int], tuple[str, int]]:
    """Read `HOST:PORT:ADDR:PORT`; an IPv6 address stands in brackets."""
    from ipaddress import ip_address

    from launchready.manifest.names import host_name

    head, _, to_port = text.rpartition(":")
    if head.endswith("]"):
        left, _, address = head[:-1].rpartition(":[")
    else:
        left, _, address = head.rpartition(":")
    host, _, from_port = left.rpartition(":")
    try:
        ports = int(from_port), int(to_port)
        if not host or any(port not in PORTS for port in ports):
            raise ValueError  # noqa: TRY301 - the one message below says it
        return (host_name(host), ports[0]), (str(ip_address(address)), ports[1])
    except ValueError:
        message = f"--connect {text!r} is not HOST:PORT:ADDR:PORT"
        raise ValueError(message) from None
