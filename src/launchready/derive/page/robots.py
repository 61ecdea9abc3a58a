"""Read robots.txt (RFC 9309) and the X-Robots-Tag header."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from launchready.derive.pattern import lazy

_SIZE = 512_000
"""Characters that are read: crawlers stop at 500 KiB as well (RFC 9309, 2.5)."""
_GROUPS = 200
_RULES = 2_000
_VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
_AGENT = lazy(r"[\w*-]{1,40}")


@dataclass(frozen=True, slots=True)
class Group:
    """The rules for some crawlers."""

    agents: tuple[str, ...]
    """Product tokens, lower case; `*` for all others."""
    allow: tuple[str, ...]
    disallow: tuple[str, ...]
    """Path patterns; an empty one, which forbids nothing, is left out."""


@dataclass(frozen=True, slots=True)
class Robots:
    """A robots.txt file."""

    groups: tuple[Group, ...] = ()
    sitemaps: tuple[str, ...] = ()

    def for_agent(self, agent: str) -> Group | None:
        """Return the rules of a crawler: its own groups merged, else those of `*` (2.2.1)."""
        for name in (agent.lower(), "*"):
            groups = [group for group in self.groups if name in group.agents]
            if groups:
                return Group(
                    (name,),
                    tuple(path for group in groups for path in group.allow),
                    tuple(path for group in groups for path in group.disallow),
                )
        return None

    def forbids(self, agent: str, path: str = "/") -> bool:
        """Whether a crawler may not fetch this path; the longest matching pattern decides."""
        group = self.for_agent(agent)
        if group is None:
            return False
        allowed = max((len(one) for one in group.allow if _matches(one, path)), default=-1)
        refused = max((len(one) for one in group.disallow if _matches(one, path)), default=-1)
        return refused > allowed


def _matches(pattern: str, path: str) -> bool:
    anchored = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    for index, piece in enumerate(rest):
        if anchored and index == len(rest) - 1:
            return path.endswith(piece) and len(path) - len(piece) >= place
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return not anchored or place == len(path)


def read_robots(text: str) -> Robots:
    """Read a robots.txt of any content; what is not a rule is passed over, as crawlers do."""
    groups: list[tuple[list[str], list[str], list[str]]] = []
    sitemaps: list[str] = []
    heading = False
    rules = 0
    for line in text[:_SIZE].lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()[:500]
        if not colon or rules >= _RULES:
            continue
        if key == "user-agent":
            if not heading and len(groups) < _GROUPS:
                groups.append(([], [], []))
            heading = True
            groups[-1][0].append(_agent(value))
        elif key in {"allow", "disallow"} and groups:
            heading = False
            rules += 1
            if value:
                groups[-1][1 if key == "allow" else 2].append(value)
        elif key == "sitemap" and len(sitemaps) < _GROUPS:
            sitemaps.append(value)
    return Robots(
        tuple(Group(tuple(names), tuple(yes), tuple(no)) for names, yes, no in groups),
        tuple(sitemaps),
    )


def _agent(value: str) -> str:
    found = _AGENT.match(value)
    return found.group().lower() if found else ""


def robots_tag(headers: Iterable[str]) -> tuple[str, ...]:
    """
    Return the directives of X-Robots-Tag headers that hold for every crawler or for Googlebot.

    `otherbot: noindex` speaks to that crawler alone and is left out.
    """
    directives: list[str] = []
    for header in headers:
        for number, word in enumerate(header[:2_000].lower().split(",")):
            name, colon, rest = word.strip().partition(":")
            if number == 0 and colon and name not in _VALUED:
                if name != "googlebot":
                    break
                word = rest  # noqa: PLW2901 - the directive after the crawler's name
            if word.strip():
                directives.append(word.strip()[:60])
    return tuple(directives[:30])
