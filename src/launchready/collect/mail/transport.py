"""Greet the mail servers of a domain and see whether they encrypt."""

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
)
from launchready.collect.mail.exchangers import is_address
from launchready.facts.mail import MailTransport, SmtpServer
from launchready.facts.tls import Trust
from launchready.net.failure import Failure, Phase
from launchready.net.smtp import greet

PATIENCE = 4.0
PATIENCE_DEEP = 20.0
"""Seconds; servers that fight spam let strangers wait before they greet."""

CONNECT = 0.8
"""Seconds until a silent port counts as blocked: most networks let nothing out on port 25, and
nobody should wait for that in every audit."""


@collector(per=sending_domains, none=NONE, reach=Reach.READS, existing=True)
async def collect_mail_transport(look: Look, domain: str) -> MailTransport:
    """Greet the servers that senders try first.

    Raises `Failure` where none could be greeted, which is usual: many networks block port 25.
    """
    most = MOST_SERVERS_DEEP if look.run.deep else MOST_SERVERS
    names = [name for _, name in await mail_servers(look, domain) if not is_address(name)][:most]
    if not names:
        why = f"the MX records of {domain} name no host"
        raise NotThere(why)
    met = await asyncio.gather(*(meet(look, name) for name in names))
    servers = tuple(one for one in met if isinstance(one, SmtpServer))
    failures = [one for one in met if isinstance(one, Failure)]
    unseen = tuple(
        f"{name}: {one.why}"[:300]
        for name, one in zip(names, met, strict=True)
        if isinstance(one, Failure)
    )
    if failures and all(one.chain and one.trust is Trust.TRUSTED for one in servers):
        raise Failure(Phase.CONNECT, _words(failures[0]))
    return MailTransport(domain, servers, unseen)


async def meet(look: Look, name: str) -> SmtpServer | Failure:
    """Greet a server once per run."""
    try:
        return await look.once(("smtp", name), lambda: _greet(look, name))
    except Failure as failure:
        return failure


async def _greet(look: Look, name: str) -> SmtpServer:
    patience = PATIENCE_DEEP if look.run.deep else PATIENCE
    network = look.network
    connect = patience if look.run.deep else CONNECT
    return await greet(
        network.dialler,
        name,
        network.trust,
        look.at,
        seconds=patience,
        connect_seconds=connect,
    )


def _words(failure: Failure) -> str:
    if failure.phase is Phase.CONNECT:
        return f"{failure.why} (many networks let nothing out on port 25)"
    return failure.why
