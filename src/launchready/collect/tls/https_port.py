"""See whether the HTTPS port of a host speaks TLS at all."""

from __future__ import annotations

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.subjects import web_hosts
from launchready.collect.tls.meet import meet
from launchready.facts.tls import HttpsPort


@collector(per=web_hosts, none="the product has no web host", reach=Reach.READS)
async def collect_https_port(look: Look, host: str) -> HttpsPort:
    """Return whether there is TLS, and what there is instead."""
    met = await meet(look, host)
    return met if isinstance(met, HttpsPort) else HttpsPort(host, met.port)
