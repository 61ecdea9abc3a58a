"""Read a walk hop by hop, in words for evidence and in pairs for judging."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from launchready.derive.mask import mask_url
from launchready.derive.redirects.site import split
from launchready.facts.http import Exchange, Walk

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
_MOST = 12
_LINE = 200


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect."""

    answer: Exchange
    target: str
    """Absolute, secrets masked."""

    def __str__(self) -> str:
        """Return the hop as evidence: `301 http://a/ -> https://a/`."""
        return _cut(f"{self.answer.status} {self.answer.url} -> {self.target}")

    @property
    def changes_scheme(self) -> bool:
        """It leads from http to https or back."""
        return split(self.answer.url).scheme != split(self.target).scheme

    @property
    def changes_host(self) -> bool:
        """It leads to another host."""
        return split(self.answer.url).hostname != split(self.target).hostname


def hops(walk: Walk) -> Iterator[Hop]:
    """Yield every redirect of a walk, the last one too where it could not be followed."""
    for number, answer in enumerate(walk.hops):
        if number + 1 < len(walk.hops):
            yield Hop(answer, walk.hops[number + 1].url)
        else:
            target = target_of(answer)
            if target:
                yield Hop(answer, target)


def passes_https_start(walk: Walk) -> int:
    """Return how many redirects lead from http to the https start of the same host, else 0.

    From there on the walk of that start sees the same, and a check that reports both reports twice.
    """
    parts = split(walk.subject)
    if parts.scheme != "http":
        return 0
    start = f"https://{parts.netloc}{parts.path}"
    return next((place for place, hop in enumerate(hops(walk), 1) if hop.target == start), 0)


def target_of(answer: Exchange) -> str:
    """Return where a redirect leads, secrets masked; empty for any other answer."""
    location = answer.header("location")
    if answer.status not in REDIRECTS or location is None:
        return ""
    try:
        return mask_url(urljoin(answer.url, location.strip()))
    except ValueError:
        return ""


def lines(walk: Walk) -> tuple[str, ...]:
    """Return a walk word for word: `301 http://a/ -> https://a/`, then the last answer."""
    said = [str(hop) for hop in hops(walk)]
    if len(said) > _MOST:
        said = [*said[: _MOST - 1], f"… and {len(said) - _MOST + 1} more"]
    last = walk.last
    if walk.loop:
        said.append("… and round again")
    elif walk.stopped:
        said.append(_cut(walk.stopped))
    elif last is not None:
        said.append(_cut(f"{last.status} {last.url}"))
    return tuple(said)


def _cut(line: str) -> str:
    return line if len(line) <= _LINE else f"{line[: _LINE - 1]}…"
