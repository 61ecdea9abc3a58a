"""Offer every distinct endpoint what it should refuse."""

from __future__ import annotations

from dataclasses import replace

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.subjects import web_hosts
from launchready.collect.tls.meet import handshake_with
from launchready.facts.tls import Handshake, Offers
from launchready.net.failure import Failure, Phase
from launchready.net.tls.offers import all_offers, weak_offers


@collector(per=web_hosts, none="the product has no web host", reach=Reach.PROBES)
async def collect_offers(look: Look, host: str) -> Offers:
    """Return what the endpoint accepts; hosts on the same address and certificate share a look.

    Raises `Failure` where an offer got no answer and nothing weak was accepted: silence is not a
    refusal.
    """
    handshake = await handshake_with(look, host)
    key = ("offers", await _endpoint(look, host, handshake))
    offers = await look.once(key, lambda: _offer(look, host, handshake.port))
    if offers.subject == host:
        return offers
    return replace(offers, subject=host, shared_with=offers.subject)


async def _endpoint(look: Look, host: str, handshake: Handshake) -> tuple[str, int, str]:
    """Tell endpoints apart: the port is the one dialled, which `--connect` can change."""
    dialled = dict(await look.network.dialler.endpoints(host, handshake.port))
    port = dialled.get(handshake.address, handshake.port)
    # Without a certificate nothing says that two names are one endpoint.
    leaf = handshake.chain[0].fingerprint if handshake.chain else host
    return handshake.address, port, leaf


async def _offer(look: Look, host: str, port: int) -> Offers:
    ask = all_offers if look.run.deep else weak_offers
    offers = await ask(look.network.dialler, host, port)
    if offers.unseen and not (offers.protocols or offers.suites):
        why = f"offers without an answer: {'; '.join(offers.unseen)}"
        raise Failure(Phase.TLS, why)
    return offers
