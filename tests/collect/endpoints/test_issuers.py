from __future__ import annotations

import asyncio

from launchready.collect.tls.handshake import collect_handshake
from launchready.collect.tls.issuers import collect_issuers
from launchready.facts.base import PRODUCT
from launchready.facts.tls import Handshake, Issued

from .street import Street, page, says

HOST = "shop.test"


async def test_an_authority_is_seen_in_the_handshake_that_everybody_uses(street: Street) -> None:
    await street.site(HOST, page)
    look = street.look(HOST)
    issuers, shaken = await asyncio.gather(
        collect_issuers.collect(look, PRODUCT), collect_handshake.collect(look, HOST)
    )
    assert isinstance(shaken, Handshake)
    assert issuers.hosts == (Issued(HOST, shaken.chain[0].issuer),)
    assert look.network.traffic.connections == 1


async def test_a_host_that_shows_no_certificate_is_left_out(street: Street) -> None:
    await street.raw(HOST, 443, says(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"))
    await street.web(HOST, 80, page)
    look = street.look(HOST)
    assert (await collect_issuers.collect(look, PRODUCT)).hosts == ()
