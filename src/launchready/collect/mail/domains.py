"""The domains that mail is sent from, and whether they take mail."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.collect.subjects import zones
from launchready.derive.dns.mail import read_mx
from launchready.derive.mail.senders import receives, sends
from launchready.facts.dns import Answer
from launchready.facts.mail import MailDomain
from launchready.facts.product import Product
from launchready.net.failure import Failure, Phase

NONE = "the product has no domain of its own"
MOST_SERVERS = 2
"""Mail servers that are greeted: the ones that senders try first speak for the rest."""
MOST_SERVERS_DEEP = 10
_SPF = "v=spf1"


def sending_domains(product: Product) -> Iterable[str]:
    """The domains in From addresses as declared, else the product's own."""
    declared = (name.strip().lower().rstrip(".") for name in product.sending_domains)
    return tuple(dict.fromkeys(name for name in declared if name)) or zones(product)


@collector(per=sending_domains, none=NONE, reach=Reach.READS, existing=True)
async def collect_mail_domain(look: Look, domain: str) -> MailDomain:
    """Ask for MX and SPF."""
    return await mail_domain(look, domain)


async def mail_domain(look: Look, domain: str) -> MailDomain:
    """Return the records that say what mail the domain takes and sends. Raises `Failure`."""
    mx, txt = await asyncio.gather(look.ask(domain, "MX"), look.ask(domain, "TXT"))
    spf = (value for value in told(txt).values if value[: len(_SPF)].lower() == _SPF)
    return MailDomain(domain, told(mx), tuple(spf)[:10])


async def require_sender(look: Look, domain: str) -> MailDomain:
    """Raise `NotThere` for a domain that sends no mail."""
    found = await mail_domain(look, domain)
    if not sends(found, look.product):
        why = f"{domain} sends no mail"
        raise NotThere(why)
    return found


async def mail_servers(look: Look, domain: str) -> tuple[tuple[int, str], ...]:
    """Return preference and name of each mail server, best first. Raises `NotThere`."""
    mx = told(await look.ask(domain, "MX"))
    if not receives(MailDomain(domain, mx)):
        why = f"{domain} takes no mail"
        raise NotThere(why)
    return read_mx(mx.values)


def told(answer: Answer) -> Answer:
    """Return an answer in which the zone has spoken; raise `Failure` for any other."""
    if not answer.status.known:
        why = (
            f"the {answer.kind} record of {answer.name} could not be seen:"
            f" {answer.why or answer.status}"
        )
        raise Failure(Phase.NAME, why)
    return answer
