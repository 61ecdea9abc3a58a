"""Shake hands with every web host as a browser does."""

from __future__ import annotations

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.subjects import web_hosts
from launchready.collect.tls.meet import handshake_with
from launchready.facts.tls import Handshake


@collector(per=web_hosts, none="the product has no web host", reach=Reach.READS)
async def collect_handshake(look: Look, host: str) -> Handshake:
    """Return what the handshake showed, trusted or not."""
    return await handshake_with(look, host)
