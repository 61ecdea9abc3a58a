"""What the two doors of a host tell, before any certificate is judged."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import dns.zone
import pytest

from launchready.collect.collector import NotThere
from launchready.collect.tls.handshake import collect_handshake
from launchready.collect.tls.https_port import collect_https_port
from launchready.demo.authority import NameServer
from launchready.engine.gather import gather
from launchready.facts.base import Absent, Unmeasured
from launchready.facts.product import Host, Role
from launchready.facts.tls import Handshake, HttpsPort, Trust
from launchready.net.dns.servers import Server
from launchready.net.failure import Failure

from .relay import relay
from .street import Street, hangs_up, page, says, silent

HOST = "shop.test"
ALERT = b"\x15\x03\x03\x00\x02\x02\x28"
"""A fatal alert, handshake failure (RFC 8446, section 6.2)."""
PLAIN = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"
WANTS_CERTIFICATE = b"\x15\x03\x03\x00\x02\x02\x74"


async def test_a_good_host_takes_one_connection_for_everybody(street: Street) -> None:
    await street.site(HOST, page)
    look = street.look(HOST)
    port, shaken = await asyncio.gather(
        collect_https_port.collect(look, HOST), collect_handshake.collect(look, HOST)
    )
    assert port == HttpsPort(HOST)
    assert isinstance(shaken, Handshake)
    assert (shaken.trust, shaken.version, shaken.chain[0].names) == (
        Trust.TRUSTED,
        "TLSv1.3",
        (HOST,),
    )
    assert look.network.traffic.connections == 1


async def test_a_certificate_for_another_name_is_seen_and_not_refused(street: Street) -> None:
    await street.web(HOST, 443, page, street.context("other.test"))
    shaken = await collect_handshake.collect(street.look(HOST), HOST)
    assert shaken.trust is Trust.WRONG_NAME
    assert shaken.why == "the certificate is for other.test, not for shop.test"


async def test_plain_http_on_the_https_port_is_no_tls(street: Street) -> None:
    await street.raw(HOST, 443, says(PLAIN))
    await street.web(HOST, 80, page)
    port = await collect_https_port.collect(street.look(HOST), HOST)
    assert port == HttpsPort(HOST, tls=False, answered="plain HTTP", http=True)


async def test_a_port_that_hangs_up_is_no_tls(street: Street) -> None:
    await street.raw(HOST, 443, hangs_up)
    street.refuse(HOST, 80)
    port = await collect_https_port.collect(street.look(HOST), HOST)
    assert port == HttpsPort(HOST, tls=False, answered="closed the connection")


async def test_a_server_without_a_certificate_for_the_name_is_no_tls(street: Street) -> None:
    await street.raw(HOST, 443, says(ALERT))
    await street.web(HOST, 80, page)
    port = await collect_https_port.collect(street.look(HOST), HOST)
    assert port.answered == "the TLS alert “handshake failure”"
    assert not port.tls


async def test_a_closed_port_beside_an_open_one_is_no_tls(street: Street) -> None:
    street.refuse(HOST, 443)
    await street.web(HOST, 80, page)
    port = await collect_https_port.collect(street.look(HOST), HOST)
    assert port == HttpsPort(HOST, tls=False, answered="nothing", http=True)


async def test_without_tls_there_is_no_handshake_to_judge(street: Street) -> None:
    await street.raw(HOST, 443, says(PLAIN))
    street.refuse(HOST, 80)
    with pytest.raises(NotThere, match=r"^no TLS on shop\.test:443$"):
        await collect_handshake.collect(street.look(HOST), HOST)


async def test_a_host_that_refuses_everything_is_unmeasured(street: Street) -> None:
    street.refuse(HOST, 80, 443)
    with pytest.raises(Failure, match="refused"):
        await collect_https_port.collect(street.look(HOST), HOST)


async def test_a_guessed_host_that_refuses_everything_is_not_there(street: Street) -> None:
    street.refuse(HOST, 80, 443)
    zone = dns.zone.from_text(
        "@ 60 SOA a. b. 1 1 1 1 1\n@ 60 NS a.\n@ 60 A 127.0.0.1\n", origin=HOST
    )
    async with NameServer([zone], recursive=True).serving() as port:
        look = street.look(
            HOST,
            resolvers=[Server("127.0.0.1", port)],
            hosts=(Host(HOST, Role.STATUS, declared=False),),
        )
        with pytest.raises(NotThere, match="a guessed name that serves no web pages"):
            await collect_https_port.collect(look, HOST)


async def test_a_silent_port_is_unmeasured_not_plain(street: Street) -> None:
    await street.raw(HOST, 443, silent)
    await street.web(HOST, 80, page)
    facts = await gather([collect_https_port, collect_handshake], street.look(HOST), seconds=10)
    for kind in (HttpsPort, Handshake):
        seen = facts.get(kind, HOST)
        assert isinstance(seen, Unmeasured)
        assert "no complete TLS answer within 1 s" in seen.why


async def test_a_port_that_hangs_up_once_and_then_works_is_unmeasured(street: Street) -> None:
    await street.site(HOST, page)
    working = street.connect[HOST, 443]
    calls: list[datetime] = []

    async def moody(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        calls.append(datetime.now(UTC))
        if len(calls) == 1:
            await reader.read(4096)
            return
        await relay(reader, writer, working)

    await street.raw(HOST, 443, moody)
    with pytest.raises(Failure, match="closed the connection during the handshake"):
        await collect_https_port.collect(street.look(HOST), HOST)


async def test_a_port_for_those_with_a_certificate_is_unmeasured(street: Street) -> None:
    await street.raw(HOST, 443, says(WANTS_CERTIFICATE))
    with pytest.raises(Failure, match="certificate required"):
        await collect_https_port.collect(street.look(HOST), HOST)


async def test_absence_reaches_the_facts_with_its_reason(street: Street) -> None:
    await street.raw(HOST, 443, says(PLAIN))
    await street.web(HOST, 80, page)
    facts = await gather([collect_handshake], street.look(HOST))
    assert facts.get(Handshake, HOST) == Absent(Handshake, HOST, "no TLS on shop.test:443")
