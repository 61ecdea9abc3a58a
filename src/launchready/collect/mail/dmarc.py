"""See the DMARC records of a domain's tree, and who agrees to take its reports."""

from __future__ import annotations

import asyncio

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.collect.mail.domains import NONE, sending_domains, told
from launchready.derive.dns.tree import climb
from launchready.derive.mail.discovery import PREFIX, Governing, governing
from launchready.derive.mail.dmarc import dmarc_records, meant_as_dmarc
from launchready.derive.mail.organization import walk
from launchready.derive.mail.reports import report_targets
from launchready.facts.dns import Answer
from launchready.facts.mail import Dmarc, DmarcReports

MOST_TARGETS = 2
MOST_TARGETS_DEEP = 10


@collector(per=sending_domains, none=NONE, reach=Reach.READS, existing=True)
async def collect_dmarc(look: Look, domain: str) -> Dmarc:
    """Ask for the record of the domain and of the names above it, at once."""
    answers = await _answers(look, domain)
    misplaced = ""
    if not any(dmarc_records(answer.values) for answer in answers):
        apex = await look.ask(domain, "TXT")
        misplaced = next(iter(meant_as_dmarc(apex.values)), "")
    return Dmarc(domain, answers, misplaced[:500])


@collector(per=sending_domains, none=NONE, reach=Reach.READS, existing=True)
async def collect_dmarc_reports(look: Look, domain: str) -> DmarcReports:
    """Ask the domains that reports are sent to whether they want them (RFC 9990 section 4)."""
    found = governing(domain, await _answers(look, domain))
    targets = report_targets(found) if found is not None else ()
    if found is None or not targets:
        why = f"the DMARC reports of {domain} go to no other organization"
        raise NotThere(why)
    most = MOST_TARGETS_DEEP if look.run.deep else MOST_TARGETS
    return DmarcReports(domain, await _permissions(look, found, targets[:most]))


async def _permissions(
    look: Look, found: Governing, targets: tuple[str, ...]
) -> tuple[Answer, ...]:
    answers = await asyncio.gather(
        *(look.ask(f"{found.at}._report.{PREFIX}{target}", "TXT") for target in targets)
    )
    known = tuple(answer for answer in answers if answer.status.known)
    if len(known) < len(answers) and all(dmarc_records(answer.values) for answer in known):
        # Those that were seen are fine; of the others nothing is known.
        for answer in answers:
            told(answer)
    return known


async def _answers(look: Look, domain: str) -> tuple[Answer, ...]:
    """Return the answers from the domain upwards. Raises `Failure` for what decides."""
    # Up to the registered domain; what registries publish above it matters to nearly nobody.
    names = walk(domain) if look.run.deep else climb(domain)
    answers = await asyncio.gather(*(look.ask(f"{PREFIX}{name}", "TXT") for name in names))
    for answer in answers:
        told(answer)
        if dmarc_records(answer.values):
            break
    return tuple(answers)
