"""What several collectors need of one host: its base address, its assets, one more request."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from urllib.parse import urlsplit

from launchready.collect.look import Look
from launchready.derive.page.assets import Found, assets
from launchready.facts.cache import AssetKind
from launchready.net.failure import Failure
from launchready.net.http.message import Request, Response


async def base_of(look: Look, host: str) -> str:
    """Return `scheme://host[:port]` of where the root of a host ends, without a last slash."""
    parts = urlsplit((await look.home(host)).url)
    return f"{parts.scheme}://{parts.netloc}"


async def assets_of(look: Look, host: str) -> tuple[Found, ...]:
    """Return what the root page loads from its own site."""
    home = await look.home(host)

    async def read() -> tuple[Found, ...]:
        if not is_html(home):
            return ()
        return assets(home.text(), home.url, look.product.domain)

    return await look.once(("assets", host), read)


async def scripts_of(look: Look, host: str) -> tuple[str, ...]:
    """Return the addresses of the page's own scripts, in the order of the page."""
    return tuple(one.url for one in await assets_of(look, host) if one.kind is AssetKind.SCRIPT)


def is_html(response: Response) -> bool:
    """Whether a browser renders the answer as HTML, by its type or else by its first bytes."""
    kind = (response.header("content-type") or "").partition(";")[0].strip().lower()
    if kind:
        return kind in {"text/html", "application/xhtml+xml"}
    start = response.body[:512].lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


async def fetch_all(
    look: Look, requests: Iterable[Request]
) -> tuple[tuple[Request, Response | Failure], ...]:
    """Make all requests at once; one that fails is its `Failure`, not an exception."""
    requests = tuple(requests)
    answers = await asyncio.gather(*(attempt(look, request) for request in requests))
    return tuple(zip(requests, answers, strict=True))


async def attempt(look: Look, request: Request) -> Response | Failure:
    """Make one request; what went wrong is returned."""
    try:
        return await look.fetch(request)
    except Failure as failure:
        return failure


async def fetch_again(look: Look, request: Request) -> Response:
    """Make a request for the second time, as another visitor. Raises `Failure`."""
    # After the first: a cache can only serve what it has seen.
    await look.fetch(request)
    return await look.once(
        ("again", request.method, request.url), lambda: look.network.http.fetch(request)
    )
