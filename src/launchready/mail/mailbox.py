"""An own mailbox: a mail server for one domain that takes mail, and never passes any on."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from launchready.derive.mail.message.parse import MOST_BYTES
from launchready.mail.trouble import MailError

MOST_RECIPIENTS = 20
SILENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message as the server took it."""

    raw: bytes = field(repr=False)
    peer: str
    helo: str
    sender: str
    """The envelope sender; empty for a bounce."""
    recipients: tuple[str, ...]
    at: datetime
    encrypted: bool


OnMail = Callable[[Arrived], str]
"""Takes a message; returns why it could not be kept, or nothing."""


@asynccontextmanager
async def mailbox(
    host: str, port: int, domain: str, on_mail: OnMail, tls: ssl.SSLContext | None = None
) -> AsyncIterator[int]:
    """Take mail for addresses of `domain` while the context is open; gives the port.

    Raises `MailError` when nothing can listen there.
    """
    from launchready.mail.smtp_session import Session  # aiosmtpd takes long to import

    logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)  # it would log hostile text
    loop = asyncio.get_running_loop()
    handler, sessions = _Handler(domain.lower().rstrip("."), on_mail), set[Session]()

    def session() -> Session:
        return Session(
            handler,
            sessions,
            data_size_limit=MOST_BYTES,
            hostname=domain,
            ident="launchready mail receive",
            tls_context=tls,
            timeout=SILENCE_SECONDS,
            enable_SMTPUTF8=True,
            command_call_limit=100,
            loop=loop,
        )

    try:
        server = await loop.create_server(session, host, port)
    except OSError as error:
        message = f"no mail server can listen on {host} port {port}: {error.strerror or error}"
        raise MailError(message) from None
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        for one in tuple(sessions):
            one.drop()
        await server.wait_closed()


class _Handler:
    """What aiosmtpd asks at each step of a session."""

    def __init__(self, domain: str, on_mail: OnMail) -> None:
        self._domain = domain
        self._on_mail = on_mail

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self,
        _server: object,
        _session: object,
        envelope: Any,  # noqa: ANN401 - aiosmtpd's own
        address: str,
        _options: object,
    ) -> str:
        """Take addresses of the domain and no others: this is no relay."""
        if address.rpartition("@")[2].lower().rstrip(".") != self._domain:
            return "550 5.7.1 This server takes mail for its own domain only"
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self,
        _server: object,
        session: Any,  # noqa: ANN401 - aiosmtpd's own
        envelope: Any,  # noqa: ANN401 - aiosmtpd's own
    ) -> str:
        """Hand the message over."""
        arrived = Arrived(
            raw=bytes(envelope.content),
            peer=str(session.peer[0]) if session.peer else "",
            helo=str(session.host_name or "")[:255],
            sender=str(envelope.mail_from or "")[:320],
            recipients=tuple(str(one)[:320] for one in envelope.rcpt_tos),
            at=datetime.now(UTC),
            encrypted=session.ssl is not None,
        )
        problem = self._on_mail(arrived)
        return f"452 4.3.1 {problem}" if problem else "250 2.0.0 Kept"
