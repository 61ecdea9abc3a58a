"""Read out of a page's HTML what checks ask about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin, urlsplit

from launchready.derive.mask import mask_url
from launchready.derive.page.html import Tag, tokens
from launchready.derive.page.local_urls import local_urls_in_attribute, local_urls_in_code
from launchready.facts.page import Resource

RESOURCES = 2_000
"""The most resources kept of one page."""
LINKS = 1_000
"""The most of them that are mere links, so that links cannot crowd out scripts."""

_LOCAL_URLS = 50
_URL_LENGTH = 2_000
_SHORT_TEXT = 200
"""A page with less text than this is a shell that scripts fill: its assets tell it apart."""

_SOURCES = {
    "script": ("src", "href"),
    "link": ("href",),
    "img": ("src",),
    "source": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "iframe": ("src",),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "form": ("action",),
    "input": ("src", "formaction"),
    "button": ("formaction",),
    "a": ("href",),
    "area": ("href",),
}
_DATA_BLOCKS = ("json", "template", "html", "text/plain", "speculationrules")
"""Words in the type of a `script` element that holds data and is never run."""


@dataclass(slots=True)
class PageReading:
    """What one HTML page says; lists in the order of the page."""

    base: str
    """The URL that relative ones are resolved against."""
    title: str = ""
    canonical: list[str] = field(default_factory=list)
    robots: list[str] = field(default_factory=list)
    csp: list[str] = field(default_factory=list)
    generator: str = ""
    referrer: str = ""
    resources: list[Resource] = field(default_factory=list)
    inline_scripts: int = 0
    local_urls: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    links: int = 0
    based: bool = False


def read_page(url: str, html: str) -> PageReading:
    """Read a page of any content in time linear to its first million characters."""
    page = PageReading(base=url)
    inert = 0
    for token in tokens(html):
        if isinstance(token, str):
            if not inert:
                page.words.extend(token.split())
        elif token.name == "template":
            # What a template holds is not loaded before a script takes it out.
            inert = max(0, inert + (1 if isinstance(token, Tag) else -1))
        elif isinstance(token, Tag) and not inert:
            _see(page, token)
    return page


def content_hash(page: PageReading) -> str:
    """Return the SHA-256 of the text, or empty for a page without text and assets."""
    text = unescape(" ".join((page.title, *page.words)))
    if len(text) < _SHORT_TEXT:
        assets = (urlsplit(one.url).path for one in page.resources if one.tag in {"script", "link"})
        text = " ".join((text, *assets))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() if text.strip() else ""


def _see(page: PageReading, tag: Tag) -> None:
    if tag.name == "title":
        page.title = page.title or " ".join(unescape(tag.text).split())[:300]
        return
    local = "://" in tag.raw
    if not local and tag.name not in _SOURCES and tag.name not in {"meta", "base"}:
        return
    attributes = tag.attributes()
    if tag.name == "base":
        _base(page, attributes)
    elif tag.name == "meta":
        _meta(page, attributes)
    elif tag.name == "script":
        _script(page, tag, attributes)
    if local:
        for value in attributes.values():
            _local(page, local_urls_in_attribute(value))
    _sources(page, tag, attributes)


def _sources(page: PageReading, tag: Tag, attributes: dict[str, str]) -> None:
    for name in _SOURCES.get(tag.name, ()):
        if attributes.get(name):
            kind = "form" if name == "formaction" else tag.name
            _resource(page, kind, attributes[name], attributes)
    if "srcset" in attributes and tag.name in {"img", "source"}:
        for candidate in _candidates(attributes["srcset"]):
            _resource(page, tag.name, candidate, attributes)


def _base(page: PageReading, attributes: dict[str, str]) -> None:
    # Only the first counts (HTML, 4.2.3).
    if attributes.get("href") and not page.based:
        page.based = True
        page.base = _absolute(page, attributes["href"]) or page.base


def _meta(page: PageReading, attributes: dict[str, str]) -> None:
    content = attributes.get("content", "").strip()
    equivalent = attributes.get("http-equiv", "").strip().lower()
    name = attributes.get("name", "").strip().lower()
    if equivalent == "content-security-policy":
        page.csp.append(content[:8_192])
    elif name in {"robots", "googlebot"}:
        words = (word.strip().lower()[:60] for word in content.split(","))
        page.robots.extend(word for word in words if word)
    elif name == "generator":
        page.generator = page.generator or content[:200]
    elif name == "referrer":
        page.referrer = content.lower()[:60]


def _script(page: PageReading, tag: Tag, attributes: dict[str, str]) -> None:
    if "src" not in attributes and tag.text.strip():
        kind = attributes.get("type", "").lower()
        if not any(word in kind for word in _DATA_BLOCKS):
            page.inline_scripts += 1
        _local(page, local_urls_in_code(tag.text))


def _local(page: PageReading, urls: Iterator[str]) -> None:
    for url in urls:
        if len(page.local_urls) >= _LOCAL_URLS:
            return
        masked = mask_url(url)
        if masked not in page.local_urls:
            page.local_urls.append(masked)


def _resource(page: PageReading, tag: str, value: str, attributes: dict[str, str]) -> None:
    if len(page.resources) >= RESOURCES:
        return
    if tag in {"a", "area"}:
        page.links += 1
        if page.links > LINKS:
            return
    url = _absolute(page, value)
    if not url:
        return
    rel = " ".join(attributes.get("rel", "").lower().split())[:100]
    if tag == "link" and "canonical" in rel.split():
        page.canonical.append(mask_url(url))
    page.resources.append(Resource(tag, mask_url(url), bool(attributes.get("integrity")), rel))


def _absolute(page: PageReading, value: str) -> str:
    """Return an http or https URL, or empty for any other scheme and for a place on the page."""
    # Browsers drop tabs and line ends inside a URL (URL Standard, 4.4).
    value = value.strip().replace("\t", "").replace("\n", "").replace("\r", "")
    if not value or value.startswith("#") or len(value) > _URL_LENGTH:
        return ""
    try:
        url = urljoin(page.base, value)
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.netloc else ""


def _candidates(srcset: str) -> Iterator[str]:
    for candidate in srcset[:20_000].split(", "):
        url = candidate.strip().partition(" ")[0].rstrip(",")
        if url:
            yield url
