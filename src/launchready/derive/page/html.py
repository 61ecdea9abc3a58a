"""Read a hostile HTML page in one pass: what it loads, links to and says about itself.

Not a tree builder: a tokenizer after the WHATWG tokenization rules as far as attributes of start
tags need it. Every position is visited a bounded number of times, so that no input takes more than
linear time; Python's own `html.parser` is quadratic for unclosed tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from launchready.derive.pattern import lazy

LIMIT = 1_000_000
"""Characters that are read; the rest of a page is ignored."""

# Possessive quantifiers: a tag or a quote that is never closed fails after one walk over the text.
_TAG = lazy(
    r"""<([a-zA-Z][^\s/>]*+)((?:[\s/]++|[^\s/>][^\s/>=]*+"""
    r"""(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>))|(?!\s*+=)))*+)>"""
)
_ATTRIBUTE = lazy(
    r"""[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)|))?+"""
)
_RAW = {
    name: re.compile(rf"</{name}[\s/>]", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
"""Elements whose content is text up to their end tag."""


_MARK = lazy("<[a-zA-Z/!?]")


class Tag(NamedTuple):
    """A start tag."""

    name: str
    """Lower case."""
    raw: str
    """Its attributes as written."""
    text: str = ""
    """The content of a raw text element such as `script` or `title`."""

    def attributes(self) -> dict[str, str]:
        """Return values by lower-case name, character references resolved; the first one wins."""
        return _attributes(self.raw)


class End(NamedTuple):
    """An end tag."""

    name: str


def tokens(html: str) -> Iterator[Tag | End | str]:
    """Yield tags and the texts between them in the order of the page, without comments.

    Character references in texts are unresolved.
    """
    html = html[:LIMIT]
    place = 0
    while (mark := _MARK.search(html, place)) is not None:
        begin = mark.start()
        if begin > place:
            yield html[place:begin]
        found = _TAG.match(html, begin)
        if found is not None:
            tag, place = _tag(html, found)
            yield tag
            continue
        place = _skip(html, begin)
        if place < 0:
            return
        if html.startswith("</", begin):
            yield End(html[begin + 2 : min(place - 1, begin + 42)].strip().lower())
    if place < len(html):
        yield html[place:]


def _tag(html: str, found: re.Match[str]) -> tuple[Tag, int]:
    name = found.group(1).lower()
    raw = _RAW.get(name)
    if raw is None:
        return Tag(name, found.group(2)), found.end()
    end = raw.search(html, found.end())
    # Without an end tag the rest of the page is the element's text.
    stop = len(html) if end is None else end.start()
    return Tag(name, found.group(2), html[found.end() : stop]), stop


def _attributes(text: str) -> dict[str, str]:
    attributes: dict[str, str] = {}
    if not text or text.isspace():
        return attributes
    for found in _ATTRIBUTE.finditer(text):
        name = found.group(1).lower()
        value = found.group(2) or found.group(3) or found.group(4) or ""
        attributes.setdefault(name, unescape(value) if "&" in value else value)
    return attributes


def _skip(html: str, begin: int) -> int:
    """Return where reading goes on after a mark that opens no whole start tag; -1 at the end."""
    if html.startswith("<!--", begin):
        # `<!-->` and `<!--->` are whole comments.
        end = html.find("-->", begin + 2)
        return end + 3 if end >= 0 else -1
    if html[begin + 1] in "!?/":
        end = html.find(">", begin)
        return end + 1 if end >= 0 else -1
    # A start tag that nothing closes: the rest of the page is inside it.
    return -1
