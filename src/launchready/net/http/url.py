"""Web addresses, read as strictly as a request line needs and as kindly as browsers do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import IPv6Address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from launchready.derive.pattern import lazy
from launchready.net.failure import Failure, Phase

MOST_CHARACTERS = 8192
_PORTS = {"http": 80, "https": 443}
_CONTROL = lazy(r"[\x00-\x1f\x7f]")
_LABEL = lazy(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
_MOST_HOST = 253
_MOST_PORT = 65535
# The path and query sets of the WHATWG URL standard: what browsers percent-encode.
_PATH_SAFE = "!$%&'()*+,/:;=@[\\]^|~-._"
_QUERY_SAFE = "!$%&()*+,/:;=?@[\\]^`{|}~-._"


@dataclass(frozen=True, slots=True)
class Url:
    """An absolute http or https address that is safe to put on a request line."""

    scheme: str
    host: str
    """Lower case, international names in their ASCII form, IPv6 addresses without brackets."""
    port: int
    target: str
    """Path and query."""
    origin: tuple[str, str, int] = field(init=False, compare=False, repr=False)
    """Scheme, host and port: what a connection belongs to."""
    authority: str = field(init=False, compare=False, repr=False)
    """Host, and the port unless it is the scheme's own: the Host header."""
    text: str = field(init=False, compare=False, repr=False)
    """All of it, without a fragment."""

    def __post_init__(self) -> None:
        """Derive once what every request needs."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        authority = host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"
        object.__setattr__(self, "origin", (self.scheme, self.host, self.port))
        object.__setattr__(self, "authority", authority)
        object.__setattr__(self, "text", f"{self.scheme}://{authority}{self.target}")

    def __str__(self) -> str:
        """Return it as an absolute address."""
        return self.text


@lru_cache(maxsize=1024)
def parse(text: str) -> Url:
    """Read an absolute address. Raises `Failure(Phase.PARSE)`."""
    text = text.strip(" ")
    if len(text) > MOST_CHARACTERS:
        raise Failure(Phase.PARSE, f"the address is longer than {MOST_CHARACTERS} characters")
    if _CONTROL.search(text):
        raise Failure(Phase.PARSE, "the address has a control character in it")
    try:
        split = urlsplit(_slashes(text))
        port = split.port
    except ValueError:
        raise Failure(Phase.PARSE, "the address cannot be read") from None
    scheme = split.scheme.lower()
    if scheme not in _PORTS:
        what = f"{scheme[:20]}:" if scheme else "no scheme"
        raise Failure(Phase.PARSE, f"not a web address ({what})")
    if "@" in split.netloc:
        raise Failure(Phase.PARSE, "the address has a user name or password in it")
    if port == 0:
        raise Failure(Phase.PARSE, "port 0 is not a port")
    return Url(scheme, _host(split), port or _PORTS[scheme], _target(split))


def join(base: Url, location: str) -> str:
    """Resolve a Location header against the address that answered (RFC 3986 section 5).

    The result is not checked yet: `parse` does. Raises `Failure(Phase.PARSE)`.
    """
    location = _utf8(location).strip(" \t")
    if len(location) > MOST_CHARACTERS:
        raise Failure(Phase.PARSE, f"the address is longer than {MOST_CHARACTERS} characters")
    try:
        joined = urljoin(str(base), _slashes(location))
    except ValueError:
        raise Failure(Phase.PARSE, "the address cannot be read") from None
    return joined.partition("#")[0]


def _utf8(header: str) -> str:
    """Headers are bytes; browsers read a Location as UTF-8."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _slashes(text: str) -> str:
    """Before the query, browsers take a backslash for a slash: two of them name a host."""
    end = min((at for at in (text.find("?"), text.find("#")) if at >= 0), default=len(text))
    scheme = text[:end].partition(":")[0].lower()
    if ":" in text[:end] and scheme.isalnum() and scheme not in _PORTS:
        return text
    return text[:end].replace("\\", "/") + text[end:]


def _host(split: SplitResult) -> str:
    try:
        host = split.hostname or ""
        if ":" in host:
            address = IPv6Address(host)
            if address.scope_id is not None:
                raise Failure(
                    Phase.PARSE, "the host is an address with a zone, which leads nowhere from here"
                )
            return str(address)
        host = (host if host.isascii() else host.encode("idna").decode("ascii")).lower()
    except (ValueError, UnicodeError):
        raise Failure(Phase.PARSE, "the host is not a name or an address") from None
    if not host:
        raise Failure(Phase.PARSE, "the address names no host")
    labels = host.removesuffix(".").split(".")
    if len(host) > _MOST_HOST or not all(_LABEL.fullmatch(label) for label in labels):
        raise Failure(Phase.PARSE, "the host is not a name or an address")
    return host


def _target(split: SplitResult) -> str:
    path = quote(split.path or "/", safe=_PATH_SAFE, encoding="utf-8", errors="replace")
    if not split.query:
        return path
    return f"{path}?{quote(split.query, safe=_QUERY_SAFE, encoding='utf-8', errors='replace')}"
