"""See what the MX records of a domain name: hosts, aliases, addresses where names belong."""

from __future__ import annotations

import asyncio
from ipaddress import ip_address

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.mail.domains import NONE, mail_servers, sending_domains, told
from launchready.facts.mail import MailExchanger, MailExchangers


@collector(per=sending_domains, none=NONE, reach=Reach.READS, existing=True)
async def collect_mail_exchangers(look: Look, domain: str) -> MailExchangers:
    """Ask for the addresses of each name; an address in place of a name is kept as it is."""
    listed = await mail_servers(look, domain)
    found = await asyncio.gather(
        *(_look_at(look, name, preference) for preference, name in listed if name != ".")
    )
    return MailExchangers(domain, tuple(found))


async def _look_at(look: Look, name: str, preference: int) -> MailExchanger:
    if is_address(name):
        return MailExchanger(name, preference)
    answer = await look.ask(name, "A")
    if not answer.values:
        answer = await look.ask(name, "AAAA")
    return MailExchanger(name, preference, told(answer))


def is_address(name: str) -> bool:
    """Whether an MX record holds an IP address, which no sender looks up (RFC 5321 section 5)."""
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
