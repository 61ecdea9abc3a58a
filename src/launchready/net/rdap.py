"""Ask a registry what it says of a domain (RDAP over HTTP: RFC 7480, RFC 9082)."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from launchready.net.failure import Failure, Phase
from launchready.net.http.client import Client
from launchready.net.http.limits import Limits
from launchready.net.http.message import Request
from launchready.net.http.url import join, parse

BOOTSTRAP = "https://data.iana.org/rdap/dns.json"
"""Which registry has which server (RFC 9224)."""

SECONDS = 5.0
"""For one document, redirects included."""

_LIMITS = Limits(
    tls_s=3.0,
    first_byte_s=4.0,
    idle_s=2.0,
    total_s=SECONDS,
    wait_s=SECONDS,
    body_bytes=256 * 1024,
    decoded_bytes=1024 * 1024,
)
_HOPS = 3
_OK = 200
_WORDS = {
    200: "the answer broke off",
    404: "the server knows nothing of it",
    429: "the server answers no more questions for now",
}
_REDIRECTS = range(300, 400)


async def fetch_bootstrap(http: Client) -> bytes:
    """Return IANA's list of registries. Raises `Failure`."""
    return await _get(http, BOOTSTRAP, "application/json", "IANA's list of registries")


async def fetch_domain(http: Client, base: str, domain: str) -> bytes:
    """Return the domain object that the server at `base` has. Raises `Failure`."""
    url = f"{base.rstrip('/')}/domain/{quote(domain)}"
    return await _get(http, url, "application/rdap+json", f"the registry's record of {domain}")


async def _get(http: Client, url: str, accept: str, what: str) -> bytes:
    try:
        async with asyncio.timeout(SECONDS):
            for _ in range(_HOPS + 1):
                request = Request(url, headers=(("Accept", accept),))
                response = await http.fetch(request, limits=_LIMITS)
                target = response.header("location")
                if response.status not in _REDIRECTS or target is None:
                    break
                url = _next(url, target)
    except TimeoutError:
        why = f"{what} did not come within {SECONDS:g} s"
        raise Failure(Phase.FIRST_BYTE, why) from None
    if response.status == _OK and not response.truncated:
        return response.body
    raise Failure(Phase.CONTENT, f"{what}: {_why(response.status)}")


def _next(url: str, target: str) -> str:
    """Return where a redirect leads; never from https to http."""
    joined = join(parse(url), target)
    if url.startswith("https:") and not joined.startswith("https:"):
        raise Failure(Phase.CONTENT, "the registry's server redirects to a page without encryption")
    return joined


def _why(status: int) -> str:
    return _WORDS.get(status, f"the server answered with status {status}")
