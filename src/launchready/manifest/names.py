"""Host names and addresses as people type them, made strict."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from launchready.derive import public_suffix
from launchready.derive.pattern import lazy

LABEL = lazy(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")


class AddressError(ValueError):
    """What was typed is not an address of a product. `str()` is one clear sentence."""


@dataclass(frozen=True, slots=True)
class Target:
    """A product's address."""

    url: str
    """`https://shop.example/`, with the port and path that were given."""
    host: str
    """Lower case, punycode; IPv6 without brackets."""
    domain: str
    """The registrable domain; empty for an IP address and for `localhost`."""


def target(text: str) -> Target:
    """Read `shop.example`, `https://shop.example:8443/app/` or an IP address.

    Raises `AddressError` for anything else.
    """
    spelled = text.strip()
    if "://" not in spelled:
        spelled = f"https://{_bracketed(spelled)}"
    try:
        parts = urlsplit(spelled)
        port = parts.port
    except ValueError as error:
        why = "" if "@" in text else f": {error}"
        message = f"{_unsigned(text)} is not an address{why}"
        raise AddressError(message) from None
    if parts.scheme not in {"http", "https"}:
        message = f"{_unsigned(text)} is not a web address: it must begin with https:// or http://"
        raise AddressError(message)
    if parts.username is not None or not parts.hostname:
        message = f"{_unsigned(text)} names no host"
        if parts.username is not None:
            message = "the address holds a login: leave out what stands before the `@`"
        raise AddressError(message)
    host = host_name(parts.hostname)
    shown = f"[{host}]" if ":" in host else host
    shown += f":{port}" if port is not None else ""
    path = parts.path or "/"
    return Target(f"{parts.scheme}://{shown}{path}", host, registrable(host))


def _unsigned(text: str) -> str:
    """Quote an address without what may be a login: what is printed ends in logs."""
    return repr(f"***@{text.rpartition('@')[2]}" if "@" in text else text)


def host_name(text: str) -> str:
    """Return a host name in lower-case punycode, or an IP address. Raises `AddressError`."""
    name = text.strip().rstrip(".").lower()
    if is_address(name):
        return str(ip_address(name.strip("[]")))
    try:
        ascii_name = name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        message = f"{text!r} is not a host name"
        raise AddressError(message) from None
    labels = ascii_name.split(".")
    if len(ascii_name) > 253 or not all(LABEL.fullmatch(label) for label in labels):  # noqa: PLR2004 - RFC 1035 2.3.4
        message = f"{text!r} is not a host name"
        raise AddressError(message)
    return ascii_name


def is_address(name: str) -> bool:
    """Whether a host is an IP address."""
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def registrable(host: str) -> str:
    """Return the domain somebody registered: `shop.co.uk` of `app.shop.co.uk`.

    Empty for an IP address and for a name of one label, such as `localhost`.
    """
    if is_address(host) or "." not in host:
        return ""
    return public_suffix.registrable(host)


def _bracketed(text: str) -> str:
    return f"[{text}]" if text.count(":") > 1 and is_address(text) else text
