"""See which certificate authorities may issue for every web host."""

from __future__ import annotations

import asyncio

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.collect.subjects import names, web_hosts
from launchready.derive.dns.caa import read_caa
from launchready.derive.dns.tree import climb
from launchready.facts.dns import CertificateAuthorities
from launchready.net.failure import Failure, Phase


@collector(per=web_hosts, none="the product has no web host", reach=Reach.READS, existing=True)
async def collect_caa(look: Look, host: str) -> CertificateAuthorities:
    """Return the nearest record set up the tree (RFC 8659 section 3)."""
    if host not in names(look.product):
        why = f"{host} is no public name: CAA is for names"
        raise NotThere(why)
    await look.require(host)
    # All levels at once: the domain is asked for anyway, and one round trip serves them all.
    answers = await asyncio.gather(*(look.ask(name, "CAA") for name in climb(host)))
    for answer in answers:
        if not answer.status.known:
            why = f"the CAA record of {answer.name} could not be seen: {answer.why}"
            raise Failure(Phase.NAME, why)
        if answer.values:
            found = read_caa(answer.values)
            return CertificateAuthorities(
                host, answer.name, found.issue, found.issuewild, found.iodef
            )
    return CertificateAuthorities(host)
