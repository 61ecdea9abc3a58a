"""What an endpoint accepts when it is offered old versions and weak suites.

`weak_offers` spends three connections on a healthy endpoint, all at once:

1. a hello of at most TLS 1.1. A server answers with the highest version it shares (RFC 5246 §E.1),
   so a refusal refuses TLS 1.1, TLS 1.0 and SSL 3 together. Only where it accepts are the versions
   below asked one by one, which makes five connections at most;
2. a TLS 1.2 hello with nothing but weak suites: the server's choice is the proof of one. Further
   ones hide behind it; `all_offers` finds them all;
3. an ordinary TLS 1.2 hello that asks for an OCSP response. It is also the control: an endpoint
   that drops this one too, and a real handshake after it, has refused nothing: it was not seen.

A suite list where weak suites come before strong ones would save a connection and prove nothing,
because the choice is the server's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from launchready.facts.tls import Offers
from launchready.net.dial import Dialler
from launchready.net.failure import Failure, Phase
from launchready.net.tls.ask import Endpoint
from launchready.net.tls.handshake import converse
from launchready.net.tls.hello import Version
from launchready.net.tls.preference import accepted_suites
from launchready.net.tls.reply import CLOSED, NOTHING, Accepted, Other, Refused, Reply
from launchready.net.tls.suites import BEFORE_TLS12, ORDINARY, WEAK, name_of

_WEAK_VERSIONS = (Version.SSL3, Version.TLS10, Version.TLS11)


async def weak_offers(dialler: Dialler, host: str, port: int) -> Offers:
    """Ask for the weak versions, weak suites and an OCSP response: three connections, five at most.

    One OCSP response missing proves little: many servers fetch it only after the first request.
    Raises `Failure` where nothing was seen at all.
    """
    endpoint = Endpoint(dialler, host, port)
    versions, weak, ordinary = await asyncio.gather(
        _descend(endpoint),
        endpoint.reply(Version.TLS12, WEAK),
        endpoint.reply(Version.TLS12, ORDINARY, staple=True),
    )
    chosen = (weak.suite,) if isinstance(weak, Accepted) else ()
    return await _offers(endpoint, versions, ordinary, [("weak suites", weak)], weak=chosen)


async def all_offers(dialler: Dialler, host: str, port: int) -> Offers:
    """Ask for each weak version by itself, and for every suite up to TLS 1.2 in order.

    Costs a connection per accepted suite, and about twelve more; twice the suites where the server
    prefers old ones to new ones. Raises `Failure` where nothing was seen at all.
    """
    endpoint = Endpoint(dialler, host, port)
    ordinary, found, replies = await asyncio.gather(
        endpoint.reply(Version.TLS12, ORDINARY, staple=True),
        accepted_suites(endpoint),
        asyncio.gather(*(_exactly(endpoint, version) for version in _WEAK_VERSIONS)),
    )
    versions = dict(zip(_WEAK_VERSIONS, replies, strict=True))
    weak = [code for code in found.suites if code in WEAK]
    ends = [("suites", end) for end in found.ends]
    return await _offers(endpoint, versions, ordinary, ends, weak=weak, every=found.suites)


async def _offers(
    endpoint: Endpoint,
    versions: Mapping[Version, Reply],
    ordinary: Reply,
    suite_replies: Sequence[tuple[str, Reply]],
    *,
    weak: Sequence[int],
    every: Sequence[int] = (),
) -> Offers:
    alive = isinstance(ordinary, Accepted | Refused)
    if ordinary == Other(CLOSED):
        alive = await _speaks_tls(endpoint)
    asked = [(version.label, versions[version]) for version in _WEAK_VERSIONS]
    accepted = tuple(label for label, reply in asked if isinstance(reply, Accepted))
    refused = tuple(label for label, reply in asked if _is_refusal(reply, alive=alive))
    unseen = dict.fromkeys(
        f"{what}: {_in_words(reply)}"
        for what, reply in (*asked, *suite_replies)
        if isinstance(reply, Other) and not _is_refusal(reply, alive=alive)
    )
    if not (alive or accepted or refused or weak or every):
        why = _in_words(ordinary) if isinstance(ordinary, Other) else ""
        raise Failure(Phase.TLS, f"no offer of old versions or suites was answered: {why}")
    return Offers(
        endpoint.host,
        protocols=accepted,
        refused=refused,
        suites=tuple(map(name_of, weak)),
        all_suites=tuple(map(name_of, every)),
        stapled=ordinary.stapled if isinstance(ordinary, Accepted) else None,
        unseen=tuple(unseen),
    )


def _in_words(reply: Other) -> str:
    return "timed out" if reply.answered == NOTHING else reply.answered


async def _speaks_tls(endpoint: Endpoint) -> bool:
    """Whether a real handshake succeeds: a server of TLS 1.3 only may close on every raw hello."""
    try:
        await converse(endpoint.dialler, endpoint.host, endpoint.port, ("h2", "http/1.1"))
    except Failure:
        return False
    return True


def _is_refusal(reply: Reply, *, alive: bool) -> bool:
    """Whether this is a no. Windows closes the connection instead of sending an alert."""
    return isinstance(reply, Refused) or (alive and reply == Other(CLOSED))


async def _exactly(endpoint: Endpoint, version: Version) -> Reply:
    """Ask for one version, a lower one counting as a refusal."""
    reply = await endpoint.reply(version, BEFORE_TLS12)
    if isinstance(reply, Accepted) and reply.version != version:
        return Refused("protocol version")
    return reply


async def _descend(endpoint: Endpoint) -> dict[Version, Reply]:
    """Ask from TLS 1.1 downwards, as long as something is accepted."""
    versions: dict[Version, Reply] = {}
    for version in reversed(_WEAK_VERSIONS):
        if version in versions:
            continue
        reply = await endpoint.reply(version, BEFORE_TLS12)
        chosen = reply.version if isinstance(reply, Accepted) else 0
        for lower in _WEAK_VERSIONS:
            if lower == chosen:
                versions[lower] = reply
            elif chosen < lower <= version:
                versions[lower] = Refused("protocol version") if chosen else reply
        if not chosen:
            break
    return versions
