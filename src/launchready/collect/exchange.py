"""Turn an answer from the network into a fact: without its body and without its secrets."""

from __future__ import annotations

from launchready.derive.bot_wall import bot_wall
from launchready.derive.mask import mask_headers, mask_url
from launchready.facts.http import Exchange
from launchready.net.http.message import Response


def exchange(response: Response) -> Exchange:
    """Return what may be kept of an answer."""
    return Exchange(
        url=mask_url(response.url),
        status=response.status,
        headers=mask_headers(response.headers),
        method=response.method,
        http_version=response.http_version,
        address=response.address,
        body_bytes=response.wire_bytes,
        truncated=response.truncated,
        timing=response.timing,
        challenge=bot_wall(response.status, response.headers, response.body),
    )
