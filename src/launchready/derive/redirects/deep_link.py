"""What a redirect does to a link into the site: path, query, and where it was meant to lead."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

from launchready.derive.redirects.hops import Hop, hops
from launchready.derive.redirects.site import host_of, split, twin
from launchready.facts.http import Walk
from launchready.facts.redirect import DeclaredWalk


def loses_path(walk: Walk) -> Iterator[Hop]:
    """Yield the redirects between the addresses of one site that forget the path."""
    for hop in _within_site(walk):
        if not _keeps_path(hop):
            yield hop


def loses_query(walk: Walk) -> Iterator[Hop]:
    """Yield the redirects between the addresses of one site that keep the path, not the query."""
    for hop in _within_site(walk):
        here, there = split(hop.answer.url), split(hop.target)
        if _keeps_path(hop) and not _pairs(here.query) <= _pairs(there.query):
            yield hop


def leads_to(walk: DeclaredWalk) -> bool:
    """Whether a declared redirect passes or reaches its target; more query is no harm."""
    return any(_is_target(hop.target, walk.target) for hop in hops(walk))


def _within_site(walk: Walk) -> Iterator[Hop]:
    for hop in hops(walk):
        here, there = host_of(hop.answer.url), host_of(hop.target)
        if (here == there and hop.changes_scheme) or there == twin(here):
            yield hop


def _keeps_path(hop: Hop) -> bool:
    here, there = split(hop.answer.url).path, split(hop.target).path
    return there.rstrip("/").endswith(here.rstrip("/"))


def _is_target(url: str, target: str) -> bool:
    here, there = split(url), split(target)
    return (
        (here.scheme, here.hostname, here.port) == (there.scheme, there.hostname, there.port)
        and here.path.rstrip("/") == there.path.rstrip("/")
        and _pairs(there.query) <= _pairs(here.query)
    )


def _pairs(query: str) -> set[tuple[str, str]]:
    return set(parse_qsl(query, keep_blank_values=True, max_num_fields=None))
