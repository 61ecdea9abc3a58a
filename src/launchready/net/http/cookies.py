"""Cookies as a browser keeps them (RFC 6265 sections 5.1 to 5.4), in memory and bounded.

Public suffixes are not looked up: a cookie for `co.uk` would be kept, and sent to that site only
by requests this product makes to it anyway.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address

from launchready.derive.pattern import lazy
from launchready.net.http.url import Url, parse

_MOST_PER_DOMAIN = 50
_MOST = 1000
_MOST_BYTES = 4096
_MOST_KNOWN = 50
"""URLs whose header is remembered."""
_MOST_ATTRIBUTES = 20
_CONTROL = lazy(r"[\x00-\x08\x0a-\x1f\x7f]")
_NEVER = float("inf")
_TWO_DIGITS = 100
_LAST_CENTURY = 70
"""Years of two digits from here on are of the 1900s (section 5.1.1 steps 3 and 4)."""
_DELIMITERS = lazy(r"[\t\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+")
_TIME = lazy(r"(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D|$)", re.ASCII)
_DAY = lazy(r"(\d{1,2})(?:\D|$)", re.ASCII)
_YEAR = lazy(r"(\d{2,4})(?:\D|$)", re.ASCII)
_MOST_SETS = 1024
_known: dict[tuple[str, str], Cookie] = {}
"""What lines set that name no end: the same for every visitor of the same URL."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie. The value stays out of `repr`."""

    name: str
    value: str = field(repr=False)
    domain: str
    path: str
    host_only: bool
    secure: bool
    expires: float
    """Seconds since 1970; infinite: when the session ends."""

    def fits(self, origin: Url, path: str) -> bool:
        """Whether it goes with a request (section 5.4)."""
        if self.secure and origin.scheme != "https":
            return False
        if self.host_only and origin.host != self.domain:
            return False
        return _domain_matches(origin.host, self.domain) and _path_matches(path, self.path)


class CookieJar:
    """The cookies of one visitor."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._cookies: dict[tuple[str, str, str], Cookie] = {}
        """In the order in which they were made; one that is set anew keeps its place."""
        self._headers: dict[str, str] = {}
        """By URL, until a cookie changes: a load run asks for the same one with every request."""
        self._fresh_until = _NEVER
        self._stored: set[tuple[str, str]] = set()
        """URLs and lines that changed nothing when they came last, and change nothing now."""

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._cookies)

    def __iter__(self) -> Iterator[Cookie]:
        """Go through all that are kept, expired or not."""
        return iter(tuple(self._cookies.values()))

    def store(self, url: str, lines: Iterable[str]) -> None:
        """Keep what the Set-Cookie headers of an answer from this URL set. Bad ones are ignored."""
        for line in lines:
            if (url, line) not in self._stored:
                self._keep(url, line)

    def _keep(self, url: str, line: str) -> None:
        now = self._clock()
        cookie = _known.get((url, line)) or _read(line, parse(url), now)
        if cookie is None:
            return
        key = (cookie.domain, cookie.path, cookie.name)
        if cookie.expires == _NEVER:
            if len(_known) >= _MOST_SETS:
                _known.clear()
            _known[url, line] = cookie
            if cookie == self._cookies.get(key):
                if len(self._stored) >= _MOST_KNOWN:
                    self._stored.clear()
                self._stored.add((url, line))
                return
        self._headers.clear()
        self._stored.clear()
        if cookie.expires <= now:
            self._cookies.pop(key, None)
        elif key in self._cookies or not self._is_full(cookie.domain):
            self._cookies[key] = cookie

    def header(self, url: str) -> str:
        """Return the Cookie header for a request to this URL; empty: no cookie applies."""
        if not self._cookies:
            return ""
        known = self._headers.get(url)
        if known is not None:
            if self._fresh_until == _NEVER or self._clock() < self._fresh_until:
                return known
            self._headers.clear()
        origin = parse(url)
        path = origin.target.partition("?")[0]
        now = self._clock()
        fitting = [
            each
            for each in self._cookies.values()
            if each.expires > now and each.fits(origin, path)
        ]
        # Sorting keeps those of one length in the order in which they were made.
        fitting.sort(key=lambda each: -len(each.path))
        header = "; ".join([f"{each.name}={each.value}" for each in fitting])
        if len(self._headers) >= _MOST_KNOWN:
            self._headers.clear()
        if not self._headers:
            expire = [each.expires for each in self._cookies.values() if each.expires > now]
            self._fresh_until = min(expire, default=_NEVER)
        self._headers[url] = header
        return header

    def _is_full(self, domain: str) -> bool:
        if len(self._cookies) >= _MOST:
            return True
        return sum(each.domain == domain for each in self._cookies.values()) >= _MOST_PER_DOMAIN


def _read(line: str, origin: Url, now: float) -> Cookie | None:
    """Read a Set-Cookie header (section 5.2 and 5.3); None: to be ignored."""
    if len(line) > _MOST_BYTES or _CONTROL.search(line):
        return None
    pair, *rest = line.split(";")[:_MOST_ATTRIBUTES]
    name, equals, value = (part.strip() for part in pair.partition("="))
    if not equals or not name:
        return None
    attributes: dict[str, str] = {}
    for each in rest:
        key, _, given = each.partition("=")
        attributes[key.strip().lower()] = given.strip()
    domain, host_only = _domain(attributes.get("domain", ""), origin.host)
    secure = "secure" in attributes
    path = attributes.get("path", "")
    if not path.startswith("/"):
        path = _default_path(origin)
    if not domain or (secure and origin.scheme != "https"):
        return None
    # RFC 6265bis 4.1.3: the prefixes promise these attributes.
    if name.startswith(("__Secure-", "__Host-")) and not secure:
        return None
    if name.startswith("__Host-") and not (host_only and path == "/"):
        return None
    expires = _expires(attributes, now)
    return Cookie(name, value, domain, path, host_only, secure, expires)


def _domain(attribute: str, host: str) -> tuple[str, bool]:
    """Return the cookie's domain and whether it is for this host alone; empty: may not be set."""
    domain = attribute.lower().removeprefix(".")
    if not domain:
        return host, True
    if domain == host:
        return host, _is_address(host)
    if "." not in domain.strip(".") or not _domain_matches(host, domain):
        return "", False
    return domain, False


def _domain_matches(host: str, domain: str) -> bool:
    """Section 5.1.3."""
    return host == domain or (host.endswith(f".{domain}") and not _is_address(host))


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _default_path(origin: Url) -> str:
    """Section 5.1.4."""
    return origin.target.partition("?")[0].rpartition("/")[0] or "/"


def _path_matches(path: str, cookie_path: str) -> bool:
    """Section 5.1.4."""
    if path == cookie_path:
        return True
    return path.startswith(cookie_path) and (
        cookie_path.endswith("/") or path[len(cookie_path)] == "/"
    )


def _expires(attributes: dict[str, str], now: float) -> float:
    """Max-Age wins over Expires (section 5.3)."""
    if "max-age" not in attributes and "expires" not in attributes:
        return _NEVER
    seconds = attributes.get("max-age", "")
    if re.fullmatch(r"-?[0-9]{1,12}", seconds):
        return now + int(seconds)
    if re.fullmatch(r"-?[0-9]+", seconds):
        return 0.0 if seconds.startswith("-") else _NEVER
    when = _date(attributes.get("expires", ""))
    return _NEVER if when is None else when


def _date(text: str) -> float | None:
    """Read a date as browsers do, whatever its order and dashes (section 5.1.1)."""
    clock = day = year = month = None
    for token in _DELIMITERS.split(text):
        if clock is None and (found := _TIME.match(token)):
            clock = found
        elif day is None and (found := _DAY.match(token)):
            day = int(found[1])
        elif month is None and token[:3].lower() in _MONTHS:
            month = _MONTHS.index(token[:3].lower()) + 1
        elif year is None and (found := _YEAR.match(token)):
            year = int(found[1])
    if clock is None or day is None or month is None or year is None:
        return None
    if year < _TWO_DIGITS:
        year += 1900 if year >= _LAST_CENTURY else 2000
    hour, minute, second = (int(part) for part in clock.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp()
    except (ValueError, OverflowError):
        return None
