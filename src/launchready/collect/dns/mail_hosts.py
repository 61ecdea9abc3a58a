"""See the mail servers of the domain and whether they have addresses."""

from __future__ import annotations

import asyncio
from ipaddress import ip_address

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.collect.subjects import zones
from launchready.derive.dns.mail import declares_mail, read_mx
from launchready.facts.dns import Answer, MailHost, MailHosts, Status
from launchready.net.failure import Failure, Phase

MOST_HOSTS = 10


@collector(per=zones, none="the product has no domain of its own", reach=Reach.READS, existing=True)
async def collect_mail_hosts(look: Look, domain: str) -> MailHosts:
    """Ask for MX, and for an address of each server that it names."""
    answer = await look.ask(domain, "MX")
    if not answer.status.known:
        why = f"the MX record of {domain} could not be seen: {answer.why or answer.status}"
        raise Failure(Phase.NAME, why)
    listed = read_mx(answer.values)
    refuses = [name for _, name in listed] == ["."]
    if (refuses or not listed) and not declares_mail(look.product):
        why = f"{domain} takes no mail, and the product declares none"
        raise NotThere(why)
    hosts = await asyncio.gather(
        *(_look_at(look, name, preference) for preference, name in listed if name != ".")
    )
    unknown = next((host for host in hosts if isinstance(host, Failure)), None)
    seen = tuple(host for host in hosts if isinstance(host, MailHost))
    if unknown is not None and not any(host.problem for host in seen):
        raise unknown
    return MailHosts(domain, seen, refuses)


async def _look_at(look: Look, name: str, preference: int) -> MailHost | Failure:
    if _is_address(name):
        why = "is an address, where only a name may stand"
        return MailHost(name, preference, problem=why)
    # Mail servers have IPv4 nearly always: the second question is asked only of those that do not.
    answers = [await look.ask(name, "A")]
    if not answers[0].values:
        answers.append(await look.ask(name, "AAAA"))
    addresses = tuple(value for answer in answers for value in answer.values)
    if addresses:
        return MailHost(name, preference, addresses)
    unknown = next((answer for answer in answers if not answer.status.known), None)
    if unknown is not None:
        return Failure(Phase.NAME, f"the look-up of the mail server {name} failed: {unknown.why}")
    return MailHost(name, preference, problem=_absence(answers))


def _absence(answers: list[Answer]) -> str:
    missing = all(answer.status is Status.NO_SUCH_NAME for answer in answers)
    return "does not exist" if missing else "has no address"


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
