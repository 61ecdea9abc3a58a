"""The links and pictures of a message, without the tokens in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from launchready.derive.mail.message.parse import Message
from launchready.derive.mask import MASK, mask_url
from launchready.derive.page.html import Tag, tokens
from launchready.derive.pattern import lazy

MOST_LINKS = 100
_LONGEST = 2_000
_IN_TEXT = lazy(r"https?://[^\s<>\"'`{}|\\^]{1,2000}", re.IGNORECASE)
_TOKEN = lazy(r"(?=[^/]*[0-9A-Z_=-])[A-Za-z0-9_=.~-]{16,}")
_UNSUBSCRIBE = lazy(
    r"unsub|opt-?out|preferences|abmeld|abbestell|desinscri|d[ée]sabonn|list-manage|/u/|mailing",
    re.IGNORECASE,
)
_WORDS_AFTER = 300


@dataclass(frozen=True, slots=True)
class Link:
    """One address in a message, with its secrets."""

    url: str
    host: str
    picture: bool = False
    unsubscribe: bool = False

    @property
    def shown(self) -> str:
        """The address with tokens masked."""
        return mask_link(self.url)


def links_of(message: Message) -> tuple[tuple[Link, ...], bool]:
    """Return at most 100 different links, and whether there are more. Any text is accepted."""
    listed = " ".join(message.all("list-unsubscribe"))
    kept: dict[str, Link] = {}
    for link in _all(message):
        known = kept.get(link.url)
        unsubscribe = link.unsubscribe or link.url in listed
        if known is None and len(kept) == MOST_LINKS:
            return tuple(kept.values()), True
        picture = link.picture and (known is None or known.picture)
        unsubscribe = unsubscribe or (known is not None and known.unsubscribe)
        kept[link.url] = Link(link.url, link.host, picture, unsubscribe)
    return tuple(kept.values()), False


def mask_link(url: str) -> str:
    """Return a URL without secrets; long tokens in its path count as secrets too."""
    masked = mask_url(url)
    try:
        parts = urlsplit(masked)
    except ValueError:
        return MASK
    path = "/".join(MASK if _TOKEN.fullmatch(one) else one for one in parts.path.split("/"))
    return parts._replace(path=path).geturl()


def is_of(host: str, hosts: Iterable[str], domain: str) -> bool:
    """Whether a host is one of the product's: declared, or below its domain."""
    return host in set(hosts) or (domain != "" and f".{host}".endswith(f".{domain}"))


def _all(message: Message) -> Iterator[Link]:
    for part in message.texts:
        found = _in_html(part.text) if part.kind == "text/html" else _in_text(part.text)
        yield from found


def _in_text(text: str) -> Iterator[Link]:
    for found in _IN_TEXT.finditer(text):
        url = found[0].rstrip(".,;:!?)]*_")
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()][-_WORDS_AFTER:]
        link = _link(url, picture=False, words=line)
        if link is not None:
            yield link


def _in_html(html: str) -> Iterator[Link]:
    inside = ""
    words: list[str] = []
    for token in tokens(html):
        if isinstance(token, str):
            words.append(token[:_WORDS_AFTER])
            continue
        if inside and token.name == "a":
            yield from _present(_link(inside, picture=False, words=" ".join(words[:20])))
            inside = ""
        if not isinstance(token, Tag):
            continue
        values = token.attributes()
        if token.name in {"a", "area"}:
            inside, words = values.get("href", ""), [values.get("title", "")]
        elif token.name == "form":
            yield from _present(_link(values.get("action", ""), picture=False, words=""))
        elif token.name == "img":
            yield from _present(_link(values.get("src", ""), picture=True, words=""))
    if inside:
        yield from _present(_link(inside, picture=False, words=" ".join(words[:20])))


def _present(link: Link | None) -> tuple[Link, ...]:
    return () if link is None else (link,)


def _link(url: str, *, picture: bool, words: str) -> Link | None:
    """Return a web link; anything else, `mailto:` or a broken address, is none."""
    url = unescape(url).strip()[:_LONGEST]
    if not url.isprintable() or " " in url or not url.lower().startswith(("http://", "https://")):
        return None
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return None
    if not host:
        return None
    return Link(url, host, picture, _UNSUBSCRIBE.search(f"{url} {words}") is not None)
