"""Where reports are sent: the address lists of DMARC (RFC 9989) and TLS-RPT (RFC 8460)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from launchready.derive.mail.tags import Problem, Tag, shown
from launchready.derive.pattern import lazy

_ADDRESS = lazy(r"[^\s@,;!]{1,64}@([A-Za-z0-9_](?:[A-Za-z0-9_-]*\.)*[A-Za-z0-9-]{1,63})")
_LIMIT = lazy(r"!\d{1,20}[kmgt]?", re.IGNORECASE)
_MOST = 20


@dataclass(frozen=True, slots=True)
class ReportUri:
    """One place that reports go to."""

    uri: str
    address: str = ""
    """The mail address or HTTPS URL; empty where the URI is of no use."""
    domain: str = ""
    """Domain of the address, lower case."""


def read_report_uris(
    tag: Tag | None, problems: list[Problem], *, schemes: tuple[str, ...] = ("mailto",)
) -> tuple[ReportUri, ...]:
    """Read a comma-separated list; each part that is no usable URI is added to `problems`."""
    if tag is None:
        return ()
    found: list[ReportUri] = []
    at = tag.value_at
    for part in tag.value.split(",")[:_MOST]:
        place = at + len(part) - len(part.lstrip())
        uri = _read(part.strip(), schemes)
        if not uri.address:
            problems.append(Problem(place, _mistake(uri.uri, tag.name, schemes)))
        found.append(uri)
        at += len(part) + 1
    return tuple(found)


def _read(text: str, schemes: tuple[str, ...]) -> ReportUri:
    scheme, _, rest = text.partition(":")
    if scheme.lower() not in schemes:
        return ReportUri(text)
    if scheme.lower() == "https":
        return ReportUri(text, text, _host(text)) if _host(text) else ReportUri(text)
    # RFC 7489 allows a size limit after "!", which RFC 9989 tells reporters to ignore.
    bare = _LIMIT.sub("", rest.partition("?")[0])
    address = _ADDRESS.fullmatch(unquote(bare))
    if address is None:
        return ReportUri(text)
    return ReportUri(text, address[0], address[1].lower())


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _mistake(uri: str, name: str, schemes: tuple[str, ...]) -> str:
    if not uri:
        return f"an address of {name} is empty"
    if "@" in uri and ":" not in uri:
        return f"{shown(uri)} in {name} lacks mailto: in front"
    return f"{shown(uri)} in {name} is no {' or '.join(schemes)}: address"
