"""Which format a stream has."""

from __future__ import annotations

import re

import msgspec

from launchready.load.stream.events import CodedLines, Events, JsonLines, Pieces, ServerSent

_JSON_LINES = frozenset(
    {
        *("application/x-ndjson", "application/ndjson", "application/jsonl"),
        *("application/x-jsonlines", "application/jsonlines", "application/json-lines"),
        *("application/json-seq", "application/stream+json", "application/x-json-stream"),
    }
)
_FIELDS = (b"data:", b"event:", b"id:", b"retry:", b":")
_CODED = re.compile(rb"[0-9a-z]:[\"\[{]")


def declared(content_type: str) -> tuple[str, Events] | None:
    """Return the format that the content type names, and its reader; None: it names none."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "text/event-stream":
        return "sse", ServerSent()
    if kind in _JSON_LINES:
        return "ndjson", JsonLines()
    return None


def sniffed(first: bytes) -> tuple[str, Events]:
    """Return the format that the first piece looks like.

    Scripts that read streams themselves do not look at the content type, so many servers send
    events as `text/plain`.
    """
    first = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    if first.startswith(_FIELDS):
        return "sse", ServerSent()
    if _CODED.match(first):
        return "ndjson", CodedLines()
    line, end, _ = first.partition(b"\n")
    if end and line.startswith(b"{") and _is_json(line):
        return "ndjson", JsonLines()
    return "chunked", Pieces()


def _is_json(line: bytes) -> bool:
    try:
        msgspec.json.decode(line)
    except (ValueError, RecursionError):
        return False
    return True
