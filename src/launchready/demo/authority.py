"""An authoritative name server on loopback, UDP and TCP (RFC 1035, RFC 6891, RFC 7766).

With `recursive=True` it says that recursion is available, so that a stub resolver takes its
answers: the zones it holds are then the whole internet that the demo knows.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdataclass
import dns.rdataset
import dns.rdatatype
import dns.rrset
import dns.zone

from launchready.demo.loopback import Connections, same_port

UDP_PAYLOAD = 1232
LONGEST_CHAIN = 8


class NameServer:
    """Answers for its zones, and refuses every other name."""

    def __init__(self, zones: Iterable[dns.zone.Zone], *, recursive: bool = False) -> None:
        self._zones = {_origin(zone): zone for zone in zones}
        self._recursive = recursive

    def answer(self, wire: bytes, *, datagram: bool = False) -> bytes | None:
        """Answer one query; None for what is not a query."""
        try:
            query = dns.message.from_wire(wire)
            if query.flags & dns.flags.QR or len(query.question) != 1:
                return None
            response = dns.message.make_response(
                query, recursion_available=self._recursive, our_payload=UDP_PAYLOAD
            )
        except dns.exception.DNSException:
            return None
        self._fill(query, response)
        limit = max(512, min(query.payload or 512, UDP_PAYLOAD)) if datagram else 65535
        try:
            return response.to_wire(max_size=limit)
        except dns.exception.TooBig:
            response.flags |= dns.flags.TC
            response.sections[1:] = [[], [], []]
            return response.to_wire()

    def _fill(self, query: dns.message.Message, response: dns.message.Message) -> None:
        [question] = query.question
        name, kind = question.name, question.rdtype
        zone = self._zone(name, kind)
        if zone is None:
            response.set_rcode(dns.rcode.REFUSED)
            return
        response.flags |= dns.flags.AA
        signed = bool(query.ednsflags & dns.flags.DO)
        for _ in range(LONGEST_CHAIN):
            found = _find(zone, name, kind)
            if found is None:
                cname = _find(zone, name, dns.rdatatype.CNAME)
                if cname is None:
                    _deny(zone, name, response, signed=signed)
                    return
                _add(response.answer, zone, name, cname, signed=signed)
                name = cname[0].target
                following = self._zone(name, kind)
                if following is None:
                    # A target that nobody holds does not exist in this small internet.
                    response.set_rcode(dns.rcode.NXDOMAIN)
                    return
                zone = following
                continue
            _add(response.answer, zone, name, found, signed=signed)
            return

    def _zone(self, name: dns.name.Name, kind: dns.rdatatype.RdataType) -> dns.zone.Zone | None:
        """Return the closest zone; DS stands on the parent's side (RFC 4035 section 3.1.4)."""
        at = name.canonicalize()
        if kind == dns.rdatatype.DS and at != dns.name.root:
            at = at.parent()
        while at not in self._zones:
            if at == dns.name.root:
                return None
            at = at.parent()
        return self._zones[at]

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[int]:
        """Listen on one UDP and TCP port of 127.0.0.1 and give its number."""
        connections = Connections()
        loop = asyncio.get_running_loop()
        datagrams, streams = same_port()
        transport, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(self), sock=datagrams)
        try:
            async with connections.serving(streams, self._conversation) as port:
                yield port
        finally:
            transport.close()

    async def _conversation(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        while True:
            length = int.from_bytes(await reader.readexactly(2), "big")
            reply = self.answer(await reader.readexactly(length))
            if reply is None:
                return
            writer.write(len(reply).to_bytes(2, "big") + reply)
            await writer.drain()


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, server: NameServer) -> None:
        self._server = server
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]  # uvloop's is no subclass

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        reply = self._server.answer(data, datagram=True)
        if reply is not None and self._transport is not None:
            self._transport.sendto(reply, addr)


def _origin(zone: dns.zone.Zone) -> dns.name.Name:
    return (zone.origin or dns.name.root).canonicalize()


def _find(
    zone: dns.zone.Zone, name: dns.name.Name, kind: dns.rdatatype.RdataType
) -> dns.rdataset.Rdataset | None:
    """Return the record set, that of the covering wildcard where the name does not exist."""
    node = zone.get_node(name) or (
        None if _exists(zone, name) else zone.get_node(dns.name.Name((b"*", *name.labels[1:])))
    )
    return None if node is None else node.get_rdataset(dns.rdataclass.IN, kind)


def _exists(zone: dns.zone.Zone, name: dns.name.Name) -> bool:
    return any(owner.is_subdomain(name) for owner in zone)


def _add(
    section: list[dns.rrset.RRset],
    zone: dns.zone.Zone,
    name: dns.name.Name,
    found: dns.rdataset.Rdataset,
    *,
    signed: bool,
) -> None:
    section.append(dns.rrset.from_rdata_list(name, found.ttl, list(found)))
    node = zone.get_node(name)
    if signed and node is not None:
        rrsig = node.get_rdataset(dns.rdataclass.IN, dns.rdatatype.RRSIG, found.rdtype)
        if rrsig is not None:
            section.append(dns.rrset.from_rdata_list(name, rrsig.ttl, list(rrsig)))


def _deny(
    zone: dns.zone.Zone, name: dns.name.Name, response: dns.message.Message, *, signed: bool
) -> None:
    """Say that there is nothing: SOA, with DO also the proof (RFC 4035 section 3.1.3)."""
    if not _exists(zone, name) and zone.get_node(dns.name.Name((b"*", *name.labels[1:]))) is None:
        response.set_rcode(dns.rcode.NXDOMAIN)
    origin = _origin(zone)
    soa = _find(zone, origin, dns.rdatatype.SOA)
    if soa is not None:
        _add(response.authority, zone, origin, soa, signed=signed)
    if not signed:
        return
    before = max(owner for owner in zone if owner <= name or owner == origin)
    nsec = _find(zone, before, dns.rdatatype.NSEC)
    if nsec is not None:
        _add(response.authority, zone, before, nsec, signed=signed)
