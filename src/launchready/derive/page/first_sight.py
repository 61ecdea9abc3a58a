"""See what a page shows at first sight: its headings, its text, whether it asks to sign in."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from launchready.derive.page.html import End, Tag, tokens
from launchready.derive.pattern import lazy

_LOGOUT = lazy(r"(?:log|sign)[-_ ]?out", re.IGNORECASE)
_LOGIN_PATH = lazy(r"/(?:log-?in|sign-?in|auth|oauth2?|sso|session/new)\b", re.IGNORECASE)
_TEXT = 20_000
_LINKS = 500
_HEADINGS = 20
SHORT = 40
"""Characters: a page with less text is filled by a script or says nothing."""


@dataclass(slots=True)
class Sight:
    """What a page shows at first sight."""

    title: str = ""
    headings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    length: int = 0
    """Characters of text, counted up to 20,000."""
    password: bool = False
    """It has a password field."""
    tables: int = 0
    scripts: int = 0
    logout: bool = False
    """It offers to sign out."""
    links: list[str] = field(default_factory=list)
    leads_to_login: bool = False
    """A meta refresh leads to a login page."""

    @property
    def text(self) -> str:
        """The visible text, white space folded."""
        return " ".join(self.texts)

    @property
    def hash(self) -> str:
        """SHA-256 of title and text, numbers left out: request ids and times differ each time."""
        text = re.sub(r"\d+", "", f"{self.title} {self.text}")
        return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()

    @property
    def shell(self) -> bool:
        """Whether a script fills the page."""
        return self.length < SHORT and self.scripts > 0


def see(html: str) -> Sight:
    """Read a page in linear time."""
    sight = Sight()
    heading, hidden = "", 0
    for token in tokens(html):
        match token:
            case Tag(name="noscript" | "template"):
                hidden += 1
            case End(name="noscript" | "template"):
                hidden = max(0, hidden - 1)
            case Tag(name="h1" | "h2"):
                heading = token.name
            case Tag():
                _note(sight, token)
            case End():
                heading = "" if token.name == heading else heading
            case str() if not hidden:
                _hear(sight, token, in_heading=bool(heading))
            case _:
                pass
    return sight


def _note(sight: Sight, tag: Tag) -> None:
    match tag.name:
        case "title":
            sight.title = sight.title or " ".join(tag.text.split())[:200]
        case "script":
            sight.scripts += 1
        case "table":
            sight.tables += 1
        case "input":
            kind = tag.attributes().get("type", "").lower()
            sight.password = sight.password or kind == "password"
        case "a" | "form":
            _link(sight, tag)
        case "meta" if tag.attributes().get("http-equiv", "").lower() == "refresh":
            place = tag.attributes().get("content", "")[:500]
            sight.leads_to_login = sight.leads_to_login or bool(_LOGIN_PATH.search(place))


def _link(sight: Sight, tag: Tag) -> None:
    if len(sight.links) == _LINKS:
        return
    place = (tag.attributes().get("href") or tag.attributes().get("action") or "")[:300]
    sight.logout = sight.logout or _LOGOUT.search(place) is not None
    sight.links.append(place)


def _hear(sight: Sight, token: str, *, in_heading: bool) -> None:
    text = " ".join(token[:_TEXT].split())
    if not text or sight.length >= _TEXT:
        return
    sight.texts.append(text)
    sight.length += len(text) + 1
    sight.logout = sight.logout or _LOGOUT.search(text) is not None
    if in_heading and len(sight.headings) < _HEADINGS:
        sight.headings.append(text[:200])
