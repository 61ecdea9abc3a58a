"""Prove delivery: make the product send a mail, wait for it, judge it, open its link."""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from launchready.collect.look import Look
from launchready.derive.mail.message.header import Envelope
from launchready.derive.mail.message.parse import parse_message
from launchready.facts.base import Absent, Fact, Facts, Sighting, Unmeasured
from launchready.facts.message import MailDelivery, MailPlacement
from launchready.mail.check import MailOrder
from launchready.mail.examine import Mail, examine
from launchready.mail.follow import Followed, follow
from launchready.mail.imap import ImapAccount, try_mailbox, wait_in_mailbox
from launchready.mail.judged import Judged, judge_message, message_report
from launchready.mail.mailbox import Arrived, mailbox
from launchready.mail.trigger import Trigger
from launchready.mail.trouble import MailError
from launchready.net.network import open_network
from launchready.report.view import Report
from launchready.store.runs import new_id

NAME = "probe mail"
"""The subject of what a probe finds: the newest one replaces those before."""

Tell = Callable[[float], None]
"""Told how many seconds have passed."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the own mail server takes mail."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Probe:
    """One probe: to whom, by what, and where it is awaited."""

    to: str
    trigger: Trigger
    where: Listen | ImapAccount
    link: re.Pattern[str] | None = None
    seconds: float = 300.0


@dataclass(frozen=True, slots=True)
class _Came:
    """A message that came, and after how many seconds."""

    mail: Mail = field(repr=False)
    after: float
    placement: MailPlacement | Unmeasured


async def probe_mail(order: MailOrder, probe: Probe, tell: Tell) -> tuple[Judged, Report]:
    """Run one probe. Raises `MailError` where it could not be made; a late mail is a finding."""
    began = time.perf_counter()
    network = open_network(order.settings)
    look = Look(order.product, network, order.run)
    try:
        facts = await _found(look, probe, tell)
    finally:
        await look.close()
    judged = judge_message(facts, order.profile, order.bar, "this probe's mail")
    took = (time.perf_counter() - began) * 1e3
    return judged, message_report(
        judged, order.profile, order.run, new_id(order.run.at), network.traffic, took
    )


def unique_address(to: str) -> str:
    """Return the address with a mark of this probe: `probe+lr3f9a@probe.example`.

    Raises `MailError` for what is no address.
    """
    local, at, domain = to.rpartition("@")
    if not (re.fullmatch(r"[\w.!#$%&'*/=?^`{|}~-]+", local) and at and "." in domain):
        message = f"--to {to!r} is not an address to add +MARK to, like probe@probe.example"
        raise MailError(message)
    return f"{local}+lr{secrets.token_hex(6)}@{domain.lower()}"


async def _found(look: Look, probe: Probe, tell: Tell) -> Facts:
    to = unique_address(probe.to)
    came = await _awaited(look, probe, to, tell)
    where = _where(probe.where)
    if came is None:
        late = MailDelivery(
            NAME, probe.seconds, arrived=False, trigger=probe.trigger.words, mailbox=where
        )
        return _facts(look, late)
    link = Followed("")
    if probe.link is not None:
        message = await asyncio.to_thread(parse_message, came.mail.raw)
        link = await follow(look, message, probe.link)
    facts = await examine(look, came.mail, follow_links=True)
    delivery = MailDelivery(
        NAME,
        round(came.after, 1),
        arrived=True,
        trigger=probe.trigger.words,
        mailbox=where,
        followed=link.shown,
        follow_status=link.status,
        follow_problem=link.problem,
    )
    for sighting in _facts(look, delivery, came.placement):
        facts.add(sighting)
    return facts


def _facts(look: Look, *seen: Fact | Absent | Unmeasured) -> Facts:
    at = datetime.now(UTC)
    given = [Sighting(look.product, look.at), Sighting(look.run, look.at)]
    return Facts([*given, *(Sighting(one, at) for one in seen)])


def _where(where: Listen | ImapAccount) -> str:
    return "an own mail server" if isinstance(where, Listen) else f"the mailbox at {where.host}"


async def _awaited(look: Look, probe: Probe, to: str, tell: Tell) -> _Came | None:
    if isinstance(probe.where, Listen):
        return await _by_server(look, probe, probe.where, to, tell)
    return await _by_imap(look, probe, probe.where, to, tell)


async def _by_server(look: Look, probe: Probe, where: Listen, to: str, tell: Tell) -> _Came | None:
    loop = asyncio.get_running_loop()
    first: asyncio.Future[tuple[Arrived, float]] = loop.create_future()

    def take(mail: Arrived) -> str:
        if to.lower() in {one.lower() for one in mail.recipients} and not first.done():
            first.set_result((mail, loop.time()))
        return ""

    async with mailbox(where.host, where.port, to.rpartition("@")[2], take):
        began = loop.time()
        await probe.trigger.pull(look, to)
        while not first.done():
            passed = loop.time() - began
            if passed >= probe.seconds:
                return None
            tell(passed)
            await asyncio.wait([first], timeout=min(1.0, probe.seconds - passed))
    mail, at = first.result()
    envelope = Envelope(mail.peer, mail.helo, mail.sender, mail.at)
    why = "an own mail server has no spam folder: probe a customer's kind of mailbox with --imap"
    return _Came(Mail(NAME, mail.raw, envelope), at - began, Unmeasured(MailPlacement, NAME, why))


async def _by_imap(
    look: Look, probe: Probe, account: ImapAccount, to: str, tell: Tell
) -> _Came | None:
    await try_mailbox(account)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await probe.trigger.pull(look, to)
    found = await wait_in_mailbox(account, to, probe.seconds, lambda: tell(loop.time() - began))
    if found is None:
        return None
    words = f"found in {found.folder} of {account.host}"
    placement = MailPlacement(NAME, found.folder, found.spam, words)
    mail = Mail(NAME, found.raw, Envelope(received=found.at))
    return _Came(mail, loop.time() - began, placement)
