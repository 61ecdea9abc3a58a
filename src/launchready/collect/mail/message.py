"""An audit is given no message: say so, and where one is judged."""

from __future__ import annotations

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.collect.subjects import product
from launchready.facts.message import (
    MailDelivery,
    MailPlacement,
    MessageDkim,
    MessageDmarc,
    MessageLinks,
    MessageSpf,
    ReceivedMessage,
)

NONE = "no received message was given; see `launchready mail check`"
NO_PROBE = "no mail was waited for; see `launchready mail probe`"


@collector(per=product, none=NONE, reach=Reach.READS)
async def collect_message(_: Look, __: str) -> ReceivedMessage:
    """Raise `NotThere`."""
    raise NotThere(NONE)


@collector(per=product, none=NONE, reach=Reach.READS)
async def collect_message_dkim(_: Look, __: str) -> MessageDkim:
    """Raise `NotThere`."""
    raise NotThere(NONE)


@collector(per=product, none=NONE, reach=Reach.READS)
async def collect_message_spf(_: Look, __: str) -> MessageSpf:
    """Raise `NotThere`."""
    raise NotThere(NONE)


@collector(per=product, none=NONE, reach=Reach.READS)
async def collect_message_dmarc(_: Look, __: str) -> MessageDmarc:
    """Raise `NotThere`."""
    raise NotThere(NONE)


@collector(per=product, none=NONE, reach=Reach.READS)
async def collect_message_links(_: Look, __: str) -> MessageLinks:
    """Raise `NotThere`."""
    raise NotThere(NONE)


@collector(per=product, none=NONE, reach=Reach.READS)
async def collect_mail_delivery(_: Look, __: str) -> MailDelivery:
    """Raise `NotThere`."""
    raise NotThere(NO_PROBE)


@collector(per=product, none=NONE, reach=Reach.READS)
async def collect_mail_placement(_: Look, __: str) -> MailPlacement:
    """Raise `NotThere`."""
    raise NotThere(NO_PROBE)
