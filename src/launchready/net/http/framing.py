"""What headers say about where an answer ends."""

from __future__ import annotations

from collections.abc import Sequence

Headers = Sequence[tuple[str, str]]


def says_close(headers: Headers) -> bool:
    """Whether the server will close the connection."""
    return any(name.lower() == "connection" and "close" in value.lower() for name, value in headers)


def ends_by_close(headers: Headers) -> bool:
    """Whether only the end of the connection ends the body (RFC 9112 section 6.3)."""
    codings = ",".join(value for name, value in headers if name.lower() == "transfer-encoding")
    if codings:
        return codings.rpartition(",")[2].strip().lower() != "chunked"
    return all(name.lower() != "content-length" for name, _ in headers)


def in_words(count: int) -> str:
    """Return a number of bytes as a report says it."""
    for unit, factor in (("MiB", 1 << 20), ("KiB", 1 << 10)):
        if count >= factor and count % factor == 0:
            return f"{count // factor} {unit}"
    return f"{count} bytes"
