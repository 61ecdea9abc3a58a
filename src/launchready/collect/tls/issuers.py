"""See which authorities vouch for the product today: records to come must allow them."""

from __future__ import annotations

import asyncio

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.collect.subjects import product, web_hosts
from launchready.collect.tls.meet import handshake_with
from launchready.facts.base import PRODUCT
from launchready.facts.tls import Issued, Issuers, Trust
from launchready.net.failure import Failure


@collector(per=product, none="there is no product", reach=Reach.READS)
async def collect_issuers(look: Look, _: str) -> Issuers:
    """Meet every web host; one that shows no certificate, or its own, is left out."""
    found = await asyncio.gather(*(_issued(look, host) for host in web_hosts(look.product)))
    return Issuers(PRODUCT, tuple(one for one in found if one is not None))


async def _issued(look: Look, host: str) -> Issued | None:
    try:
        handshake = await handshake_with(look, host)
    except (Failure, NotThere):
        return None
    if handshake.trust is Trust.SELF_SIGNED or not handshake.chain:
        return None
    return Issued(host, handshake.chain[0].issuer)
