"""See the DKIM keys of a sending domain."""

from __future__ import annotations

import asyncio

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.mail.domains import NONE, require_sender, sending_domains, told
from launchready.derive.mail.dkim_key import key_records
from launchready.derive.mail.selectors import (
    MOST_GUESSES,
    MOST_GUESSES_DEEP,
    key_name,
    selectors_to_ask,
)
from launchready.derive.mail.senders import senders
from launchready.facts.mail import DkimKeys, DkimSelector
from launchready.net.failure import Failure, Phase


@collector(per=sending_domains, none=NONE, reach=Reach.READS, existing=True)
async def collect_dkim_keys(look: Look, domain: str) -> DkimKeys:
    """Ask for the declared selectors, or for a few likely ones.

    Raises `Failure` where only guesses were asked for and none is there: selectors cannot be
    listed, so that says nothing.
    """
    records = await require_sender(look, domain)
    most = MOST_GUESSES_DEEP if look.run.deep else MOST_GUESSES
    wanted = selectors_to_ask(look.product, domain, senders(records), guesses=most)
    answers = await asyncio.gather(*(look.ask(key_name(one.name, domain), "TXT") for one in wanted))
    seen = tuple(
        DkimSelector(one.name, answer, one.declared, one.service)
        for one, answer in zip(wanted, answers, strict=True)
    )
    for one in seen:
        if one.declared:
            told(one.answer)
    found = tuple(one for one in seen if one.declared or key_records(one.answer.values))
    if not found and not look.product.dkim_selectors:
        raise Failure(Phase.NAME, _unknown(domain, seen))
    return DkimKeys(domain, found)


def _unknown(domain: str, seen: tuple[DkimSelector, ...]) -> str:
    tried = ", ".join(one.name for one in seen)
    return (
        f"no DKIM selector of {domain} is declared, and none of the likely ones is published"
        f" ({tried}): name yours under [mail] selectors in launchready.toml"
    )
