"""Meet the HTTPS port of a host once per run: one handshake serves everyone who asks."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from launchready.collect.collector import NotThere
from launchready.collect.look import Look
from launchready.collect.subjects import in_url, root
from launchready.facts.product import Product
from launchready.facts.tls import Handshake, HttpsPort
from launchready.net.failure import Failure, Phase
from launchready.net.tls.handshake import shake
from launchready.net.tls.reply import CLOSED, NotTls, TlsRefused

_HTTPS = 443
_CLIENT_CERTIFICATE = {"certificate required", "bad certificate", "no certificate"}
"""Alerts that ask the visitor for a certificate: the port speaks TLS, to those who have one."""


async def meet(look: Look, host: str) -> Handshake | HttpsPort:
    """Return the handshake, or what the port did instead of one.

    Raises `NotThere` for a guessed name that serves nothing, `Failure` where nothing can be said.
    """
    await look.require(host)
    return await look.once(("https port", host), lambda: _meet(look, host))


async def handshake_with(look: Look, host: str) -> Handshake:
    """Return the handshake. Raises `NotThere` where the port speaks no TLS, else `Failure`."""
    met = await meet(look, host)
    if isinstance(met, HttpsPort):
        why = f"no TLS on {host}:{met.port}"
        raise NotThere(why)
    return met


def https_port(product: Product, host: str) -> int:
    """Return the port of the host's encrypted address."""
    parts = urlsplit(root(product, host))
    return (parts.port if parts.scheme == "https" else None) or _HTTPS


def http_root(product: Product, host: str) -> str:
    """Return the plain address of the host."""
    base = root(product, host)
    return base if base.startswith("http://") else f"http://{in_url(host)}/"


def connection_refused(failure: Failure) -> bool:
    """Whether the host is there and says that nothing listens on the port."""
    return failure.phase is Phase.CONNECT and "refused" in failure.why


async def _meet(look: Look, host: str) -> Handshake | HttpsPort:
    port = https_port(look.product, host)
    network = look.network
    try:
        return await shake(network.dialler, host, port, network.trust, look.at)
    except NotTls as failure:
        if failure.answered == CLOSED:
            await _confirm(look, host, port, failure)
        return await _without(look, HttpsPort(host, port, tls=False, answered=failure.answered))
    except TlsRefused as failure:
        if failure.alert in _CLIENT_CERTIFICATE:
            raise
        await _confirm(look, host, port, failure)
        said = f"the TLS alert “{failure.alert}”"
        return await _without(look, HttpsPort(host, port, tls=False, answered=said))
    except Failure as failure:
        if not connection_refused(failure):
            raise
        closed = await _without(look, HttpsPort(host, port, tls=False, answered="nothing"))
        if closed.http:
            return closed
        known = look.product.host(host)
        if known is not None and not known.declared:
            why = f"{host} is a guessed name that serves no web pages"
            raise NotThere(why) from None
        raise


async def _confirm(look: Look, host: str, port: int, failure: Failure) -> None:
    """Raise the failure where another client got through: then the port does speak TLS."""
    try:
        at = in_url(host) if port == _HTTPS else f"{in_url(host)}:{port}"
        await look.walk(f"https://{at}/")
    except Failure:
        return
    raise failure


async def _without(look: Look, port: HttpsPort) -> HttpsPort:
    try:
        await look.walk(http_root(look.product, port.subject))
    except Failure:
        return port
    return replace(port, http=True)
