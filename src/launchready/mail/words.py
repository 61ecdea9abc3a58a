"""DKIM, SPF and DMARC of a message, each said apart in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.dns.lines import listed
from launchready.facts.base import Absent, Fact, Facts, Unmeasured
from launchready.facts.message import (
    MailDelivery,
    MailPlacement,
    MessageDkim,
    MessageDmarc,
    MessageLinks,
    MessageSpf,
    ReceivedMessage,
)

SIGNATURES = 5
NAMES: dict[type[Fact], str] = {
    MailDelivery: "ARRIVAL",
    MailPlacement: "INBOX",
    MessageDkim: "DKIM",
    MessageSpf: "SPF",
    MessageDmarc: "DMARC",
}


def lines(facts: Facts) -> tuple[str, ...]:
    """Return the lines of one message, in the order a receiver asks."""
    found: list[str] = []
    for kind in NAMES:
        for subject in facts.subjects(kind):
            found += _of(kind, facts.get(kind, subject))
    for message in facts.each(ReceivedMessage):
        found += _rest(message)
    for links in facts.each(MessageLinks):
        found.append(_links(links))
    return tuple(found)


def _of(kind: type[Fact], seen: Fact | Absent | Unmeasured) -> Iterator[str]:
    name = NAMES[kind]
    match seen:
        case Unmeasured(why=why):
            yield f"{name}: unknown: {why}."
        case Absent(why=why):
            yield f"{name}: nothing to judge: {why}."
        case MessageDkim():
            yield from _dkim(seen)
        case MessageSpf():
            result = seen.result
            yield f"SPF: {result.verdict} for {seen.domain} from {seen.peer}: {result.reason}."
        case MessageDmarc():
            yield _dmarc(seen)
        case MailDelivery():
            yield _delivery(seen)
        case MailPlacement():
            yield f"INBOX: {'no' if seen.spam else 'yes'}: the message is in {seen.folder}."
        case _:
            return


def _dkim(dkim: MessageDkim) -> Iterator[str]:
    if not dkim.signatures:
        yield "DKIM: none: the message carries no signature."
    for one in dkim.signatures[:SIGNATURES]:
        size = f", {one.bits} bits" if one.bits else ""
        weak = f"; {one.weak}" if one.weak else ""
        yield (
            f"DKIM: {one.result} for {one.domain or 'nobody'} (selector {one.selector or 'none'},"
            f" {one.algorithm or 'no algorithm'}{size}): {one.reason}{weak}."
        )
    if len(dkim.signatures) > SIGNATURES:
        yield f"DKIM: {len(dkim.signatures) - SIGNATURES} more signatures."


def _dmarc(dmarc: MessageDmarc) -> str:
    by = [
        word for word, holds in (("SPF", dmarc.spf_aligned), ("DKIM", dmarc.dkim_aligned)) if holds
    ]
    proof = (
        f"{' and '.join(by)} {'is' if len(by) == 1 else 'are'} aligned"
        if by
        else "nothing is aligned"
    )
    if not dmarc.policy_at:
        policy = "there is no DMARC record"
    else:
        policy = f"the policy of {dmarc.policy_at} is {dmarc.policy or 'unreadable'}"
    fate = ""
    if not dmarc.passes and dmarc.policy in {"reject", "quarantine"}:
        fate = f", so receivers are asked to {dmarc.policy} it"
    result = "pass" if dmarc.passes else "fail"
    return f"DMARC: {result} for {dmarc.from_domain}: {proof}; {policy}{fate}."


def _delivery(seen: MailDelivery) -> str:
    if not seen.arrived:
        return f"ARRIVAL: not within {seen.seconds:.0f} s, in {seen.mailbox}."
    opened = ""
    if seen.followed:
        opened = f" The link {seen.followed} "
        opened += f"failed: {seen.follow_problem}." if seen.follow_problem else "opens."
    return f"ARRIVAL: after {seen.seconds:.1f} s, in {seen.mailbox}.{opened}"


def _rest(message: ReceivedMessage) -> Iterator[str]:
    if message.receiver:
        claims = tuple(f"{one.method}={one.result}" for one in message.claims[:6])
        yield f"The receiver {message.receiver} says: {', '.join(claims) or 'nothing'}."
    if message.arc:
        yield f"ARC: {message.arc}; seals are noted, not verified."
    if message.problems:
        yield f"Shape: {'; '.join(message.problems)}."


def _links(links: MessageLinks) -> str:
    ours = sum(link.ours for link in links.links)
    asked = sum(1 for link in links.links if link.status or link.problem)
    hosts = tuple(dict.fromkeys(link.host for link in links.links))
    if not links.links:
        return "Links: none."
    more = " or more" if links.cut else ""
    return (
        f"Links: {len(links.links)}{more} to {listed(hosts)}; {ours} to the product's own hosts;"
        f" {asked or 'none'} asked."
    )
