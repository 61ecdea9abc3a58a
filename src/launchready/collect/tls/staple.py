"""Look for the stapled OCSP response that some certificates demand."""

from __future__ import annotations

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.collect.subjects import web_hosts
from launchready.collect.tls.meet import handshake_with
from launchready.facts.tls import Staple
from launchready.net.failure import Failure, Phase
from launchready.net.tls.ask import ask
from launchready.net.tls.hello import Hello, Version
from launchready.net.tls.reply import Accepted
from launchready.net.tls.suites import ORDINARY

_LOOKS = 2
"""Many servers fetch the response only after the first visitor asked for it."""


@collector(per=web_hosts, none="the product has no web host", reach=Reach.READS)
async def collect_staple(look: Look, host: str) -> Staple:
    """Return whether the response was stapled. Raises `NotThere` where none is demanded."""
    handshake = await handshake_with(look, host)
    if not handshake.chain or not handshake.chain[0].must_staple:
        why = f"the certificate of {host} does not demand a stapled OCSP response"
        raise NotThere(why)
    leaf = handshake.chain[0]
    hello = Hello(Version.TLS12, ORDINARY, host, staple=True)
    stapled = False
    for _ in range(_LOOKS):
        reply = await ask(look.network.dialler, host, handshake.port, hello, flight=True)
        if not isinstance(reply, Accepted) or reply.stapled is None:
            raise Failure(Phase.TLS, "a stapled response can only be seen with TLS 1.2")
        stapled = stapled or reply.stapled
        if stapled:
            break
    return Staple(host, handshake.port, stapled, leaf.common_name, leaf.ocsp)
