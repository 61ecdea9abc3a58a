"""What is asked, and what was answered."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from launchready.derive.pattern import lazy
from launchready.facts.http import Timing

# Text encodings a browser knows (WHATWG Encoding). A charset is hostile text: Python also has
# codecs that unzip or that take quadratic time.
_CHARSETS = frozenset(
    {
        *("ascii", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "mac-roman", "cp866"),
        *("koi8-r", "koi8-u", "big5", "big5hkscs", "gb2312", "gbk", "gb18030"),
        *("cp932", "shift_jis", "euc_jp", "iso2022_jp", "euc_kr"),
    }
)
_CHARSET_FAMILY = lazy(r"iso8859-\d+|cp125\d", re.ASCII)
_CHARSET = lazy(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    """One request. Headers and body stay out of `repr`: they may hold secrets."""

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """A header given here replaces the default of the same name."""
    body: bytes = field(default=b"", repr=False)
    agent: str = "desktop"
    """`desktop`, `mobile`, or a User-Agent word for word."""


@dataclass(frozen=True, slots=True)
class TlsSession:
    """What the TLS handshake of a connection agreed on."""

    version: str
    """As OpenSSL names it: `TLSv1.3`."""
    cipher: str
    alpn: str
    """Empty: the server selected no protocol."""
    chain: tuple[bytes, ...] = field(repr=False)
    """Certificates in DER as sent, the server's own first."""


@dataclass(frozen=True, slots=True)
class Response:
    """One answer. Headers and body stay out of `repr`: they may hold secrets."""

    url: str
    """The URL that was asked, without its fragment."""
    method: str
    status: int
    reason: str
    http_version: str
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    """In the order sent, names as sent, every byte as the latin-1 character of its number."""
    body: bytes = field(repr=False)
    """Content with its encoding undone, up to the limits."""
    encoding: str
    """Content encodings that were undone, in the order applied: `gzip`; empty: none."""
    wire_bytes: int
    """Bytes of body received, before its content encoding was undone."""
    truncated: bool
    """Whether `body` is not all of the content; `why_truncated` says why in words."""
    why_truncated: str
    timing: Timing
    """`first_byte_ms` counts from the request sent; `total_ms` is all phases together, without
    the wait for a free connection."""
    address: str
    port: int
    tls: TlsSession | None
    """None over plain HTTP."""
    reused: bool
    """Whether the connection had served an exchange before."""

    @property
    def host(self) -> str:
        """The host asked, in lower case; an IPv6 address without its brackets."""
        return urlsplit(self.url).hostname or ""

    def header(self, name: str) -> str | None:
        """Return the first value of a header, whatever its case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a header, in the order sent."""
        wanted = name.lower()
        return tuple(value for key, value in self.headers if key.lower() == wanted)

    def text(self) -> str:
        """Return the body as text: by its byte order mark, the charset declared, or UTF-8."""
        return self.body.decode(_charset(self.body, self.header("content-type") or ""), "replace")


@dataclass(frozen=True, slots=True)
class Trail:
    """The answers met on the way from a URL to where it leads."""

    responses: tuple[Response, ...]
    loop: bool = False
    """Whether the last redirect leads back to a request already made."""
    stopped: str = ""
    """Why it could not be followed to its end, in words; empty when it was."""


def _charset(body: bytes, content_type: str) -> str:
    if body.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _CHARSET.search(content_type)
    if declared is None:
        return "utf-8"
    try:
        name = codecs.lookup(declared.group(1)).name
    except LookupError:
        return "utf-8"
    return name if name in _CHARSETS or _CHARSET_FAMILY.fullmatch(name) else "utf-8"
