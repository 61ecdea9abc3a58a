"""See where a message's links lead, without pressing any of them.

A look can unsubscribe somebody or use up a token, so links are asked with HEAD, and those that
unsubscribe or carry a token are never asked.
"""

from __future__ import annotations

import asyncio

from launchready.collect.look import Look
from launchready.derive.mail.message.links import Link, is_of, links_of
from launchready.derive.mail.message.parse import Message
from launchready.derive.mail.organization import registered_domain
from launchready.derive.mask import MASK, mask_line
from launchready.facts.message import MessageLink, MessageLinks
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request

MOST_ASKED = 40
AT_A_TIME = 8
ERROR = 400
HOPS = 5
_LOOK_UP_FAILED = " failed: "
"""The resolver's words for an answer that did not come: nothing is known of the host."""
NOT_TELLING = frozenset({401, 403, 405, 429, 501})
"""Answers to HEAD that say nothing about whether the page opens for a reader."""


async def look_at_links(
    look: Look, name: str, message: Message, from_domain: str, *, follow: bool
) -> MessageLinks:
    """Return every link; with `follow` each of them is asked with HEAD, redirects followed."""
    found, cut = await asyncio.to_thread(links_of, message)
    hosts = tuple(host.name for host in look.product.hosts)
    domain = look.product.domain or (registered_domain(from_domain) if from_domain else "")
    lanes = asyncio.Semaphore(AT_A_TIME)

    async def one(place: int, link: Link) -> MessageLink:
        ours = is_of(link.host, hosts, domain)
        why = _why_not(link, place, follow=follow)
        if why:
            return _link(link, ours=ours, unasked=why)
        async with lanes:
            status, problem, why = await _answer(look, link.url)
        return _link(link, ours=ours, status=status, problem=problem, unasked=why)

    seen = await asyncio.gather(*(one(place, link) for place, link in enumerate(found)))
    return MessageLinks(name, tuple(seen), cut)


def _why_not(link: Link, place: int, *, follow: bool) -> str:
    if not follow:
        return "links are asked only with --follow-links"
    if link.unsubscribe:
        return "it may unsubscribe the reader"
    if MASK in link.shown:
        return "it carries a token, which a look could use up"
    return f"only the first {MOST_ASKED} are asked" if place >= MOST_ASKED else ""


def _link(
    link: Link, *, ours: bool, status: int = 0, problem: str = "", unasked: str = ""
) -> MessageLink:
    return MessageLink(
        link.shown,
        link.host,
        ours,
        link.picture,
        link.unsubscribe,
        status,
        problem,
        unasked,
    )


async def _answer(look: Look, url: str) -> tuple[int, str, str]:
    """Return the last status, why the link does not open, and why that could not be seen."""
    try:
        trail = await look.network.http.follow(Request(url, method="HEAD"), hops=HOPS)
    except Failure as failure:
        unseen = failure.phase is Phase.GUARD or _LOOK_UP_FAILED in failure.why
        why = mask_line(failure.why)
        return (0, "", why) if unseen else (0, why, "")
    last, problem = trail.responses[-1], ""
    if trail.loop or trail.stopped:
        problem = mask_line(trail.stopped) or "its redirects go round in a circle"
    elif last.status >= ERROR and last.status not in NOT_TELLING:
        problem = f"it answers with status {last.status}"
    return last.status, problem, ""
