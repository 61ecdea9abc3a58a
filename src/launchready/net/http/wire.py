"""A request as bytes. What came from a target (cookies, ETags) cannot inject a header."""

from __future__ import annotations

import re
from functools import lru_cache

from launchready import __version__
from launchready.derive.pattern import lazy
from launchready.net.failure import Failure, Phase
from launchready.net.http.message import Request
from launchready.net.http.url import Url

_TOKEN = lazy(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", re.ASCII)
_CONTROL = lazy(r"[\x00-\x08\x0a-\x1f\x7f]")
_OURS = frozenset({"content-length", "transfer-encoding", "upgrade"})
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
AGENTS = {
    "desktop": f"Mozilla/5.0 (compatible; launchready/{__version__})",
    "mobile": f"Mozilla/5.0 (Linux; Android 14; Mobile; compatible; launchready/{__version__})",
}
_ACCEPT = "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8"


def to_wire(request: Request, url: Url, *, keep_alive: bool) -> bytes:
    """Return the request as sent. Raises `Failure(Phase.SEND)` for what cannot be sent safely."""
    connection = "keep-alive" if keep_alive else "close"
    length = len(request.body)
    head = _head(request.method, url, request.headers, request.agent, length, connection)
    return head + request.body if request.body else head


@lru_cache(maxsize=1024)
def _head(
    method: str,
    url: Url,
    headers: tuple[tuple[str, str], ...],
    agent: str,
    length: int,
    connection: str,
) -> bytes:
    if not _TOKEN.fullmatch(method) or method == "CONNECT":
        raise Failure(Phase.SEND, "the method cannot be sent")
    given = {name.lower() for name, _ in headers}
    lines = [f"{method} {url.target} HTTP/1.1"]
    defaults = [
        ("Host", url.authority),
        ("User-Agent", AGENTS.get(agent, agent)),
        ("Accept", _ACCEPT),
        ("Accept-Encoding", "gzip, br, zstd"),
        ("Connection", connection),
    ]
    every = [pair for pair in defaults if pair[0].lower() not in given]
    every.extend(headers)
    for name, value in every:
        if not _TOKEN.fullmatch(name) or name.lower() in _OURS:
            raise Failure(Phase.SEND, "a header name cannot be sent")
        if _CONTROL.search(value):
            raise Failure(Phase.SEND, f"the header {name} would hold a control character")
        lines.append(f"{name}: {value}")
    if length or method in _WITH_BODY:
        lines.append(f"Content-Length: {length}")
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "replace")
