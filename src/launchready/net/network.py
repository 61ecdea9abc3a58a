"""Everything a run needs of the network, opened together and closed together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from launchready.net.dial import Dialler
from launchready.net.dns.resolver import Resolver
from launchready.net.dns.servers import Server, system_servers
from launchready.net.guard import Guard
from launchready.net.http.client import Client
from launchready.net.http.limits import Limits
from launchready.net.tls.context import browse
from launchready.net.tls.trust import TrustStore
from launchready.net.traffic import Traffic


@dataclass(frozen=True, slots=True)
class Settings:
    """How the network is reached."""

    resolvers: tuple[Server, ...] = ()
    """Empty: the system's. The first one serves the audit, all are compared."""
    connect: Mapping[tuple[str, int], tuple[str, int]] = field(default_factory=dict)
    nameservers: Mapping[str, Server] = field(default_factory=dict)
    """Where to ask a name server of the zone instead of port 53 of its address."""
    ca_file: Path | None = None
    allow_private: bool = False
    named: frozenset[str] = frozenset()
    """Addresses that the user typed."""
    timeout: float = 5.0
    """Seconds for one connection attempt."""
    limits: Limits = field(default_factory=Limits)
    rdap: str = ""
    """Base URL of an RDAP server to ask instead of the registry's."""


@dataclass(slots=True)
class Network:
    """The open network of one run."""

    settings: Settings
    traffic: Traffic
    resolver: Resolver
    resolvers: tuple[tuple[str, Resolver], ...]
    """Each resolver with its name, the audit's own first."""
    dialler: Dialler
    http: Client
    trust: TrustStore

    async def close(self) -> None:
        """Close every socket."""
        await self.http.close()
        for _, resolver in self.resolvers:
            await resolver.close()


def open_network(settings: Settings) -> Network:
    """Open the network; no packet is sent yet. Needs a running event loop."""
    traffic = Traffic()
    servers = settings.resolvers or system_servers()
    groups = [(server,) for server in servers] if settings.resolvers else [servers]
    resolvers = tuple((_name(group), Resolver(group, traffic)) for group in groups)
    resolver = resolvers[0][1]
    dialler = Dialler(
        resolver.addresses,
        Guard(settings.allow_private, settings.named),
        traffic,
        connect=settings.connect,
        timeout=settings.timeout,
    )
    http = Client(dialler, tls=browse(alpn=("http/1.1",)), traffic=traffic, limits=settings.limits)
    if settings.ca_file is None:
        trust = TrustStore.system()
    else:
        trust = TrustStore.from_file(settings.ca_file)
    return Network(settings, traffic, resolver, resolvers, dialler, http, trust)


def _name(servers: tuple[Server, ...]) -> str:
    return ", ".join(f"{server.address}:{server.port}" for server in servers)
