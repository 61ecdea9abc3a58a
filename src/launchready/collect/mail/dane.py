"""See the TLSA records of the mail servers of a signed domain."""

from __future__ import annotations

import asyncio

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.collect.mail.domains import (
    MOST_SERVERS,
    MOST_SERVERS_DEEP,
    NONE,
    mail_servers,
    sending_domains,
    told,
)
from launchready.collect.mail.exchangers import is_address
from launchready.derive.dns.tree import within
from launchready.derive.public_suffix import registrable
from launchready.facts.mail import Dane, TlsaRecords


@collector(per=sending_domains, none=NONE, reach=Reach.READS, existing=True)
async def collect_dane(look: Look, domain: str) -> Dane:
    """Ask for `_25._tcp` of each server, where the domain's answers are signed (RFC 7672)."""
    zone = registrable(domain)
    listed = await mail_servers(look, domain)
    signed = await look.network.resolver.ask_signed(zone, "DS")
    if signed.rrset is None:
        why = f"{zone} is not signed, so senders do not look for DANE records"
        raise NotThere(why)
    most = MOST_SERVERS_DEEP if look.run.deep else MOST_SERVERS
    # Servers of a mail provider are its own affair; only a deep look spends queries on them.
    hosts = [
        name for _, name in listed if not is_address(name) and (look.run.deep or within(name, zone))
    ][:most]
    answers = await asyncio.gather(*(look.ask(f"_25._tcp.{host}", "TLSA") for host in hosts))
    found = tuple(
        TlsaRecords(host, told(answer).values[:20])
        for host, answer in zip(hosts, answers, strict=True)
        if answer.values or not answer.status.known
    )
    if not found:
        why = f"no mail server of {domain} that was asked has a TLSA record"
        raise NotThere(why)
    return Dane(domain, found)
