"""Recognise a public name behind which the staging system answers."""

from __future__ import annotations

import re

from launchready.derive.mask import mask_line
from launchready.derive.pattern import lazy
from launchready.derive.platforms.providers import by_address
from launchready.facts.base import Each
from launchready.facts.dns import Addresses
from launchready.facts.page import Page
from launchready.facts.product import Product, Role

_WORD = lazy(
    r"(?:^|[^a-z])(staging|stage|preview|develop(?:ment)?|dev|uat|qa|sandbox)(?:[^a-z]|$)",
    re.IGNORECASE,
)
_TITLE = lazy(
    r"^\W*(staging|preview|uat|qa)\b|[\[(]\s*(staging|preview|dev|uat|qa)\s*[\])]"
    r"|\b(staging|preview|test) (site|environment|system|server)\b",
    re.IGNORECASE,
)
_FOR_SEARCH = frozenset({Role.APEX, Role.WWW, Role.MARKETING})
"""Hosts that search engines should list: elsewhere noindex is ordinary."""
_OK = 200


def from_build_header(product: Product, page: Page) -> str:
    """Return the header line that names a build other than production; empty when none does."""
    if not product.build_header:
        return ""
    value = page.answer.header(product.build_header) or ""
    found = _WORD.search(value)
    return mask_line(f"{product.build_header}: {value}") if found else ""


def from_likeness(
    product: Product, page: Page, pages: Each[Page], addresses: Each[Addresses]
) -> tuple[str, ...]:
    """Return why a page is taken for a staging host's: the same content, and a sign besides.

    Equal content alone says nothing: staging is meant to look like production.
    """
    for twin in product.with_role(Role.STAGING):
        other = pages.of(twin.name)
        if other is None or not _same(page, other):
            continue
        sign = _says_staging(product, page) or _same_place(product, page, twin.name, addresses)
        if sign:
            return (f"{page.subject} and {twin.name} serve the same page", sign)
    return ()


def _same(page: Page, other: Page) -> bool:
    both = (page.answer.status, other.answer.status)
    return (
        bool(page.content_hash) and page.content_hash == other.content_hash and both == (_OK, _OK)
    )


def _says_staging(product: Product, page: Page) -> str:
    if _TITLE.search(page.title):
        return f"title: {mask_line(page.title)}"
    host = product.host(page.subject)
    if host is not None and host.role in _FOR_SEARCH and "noindex" in page.robots:
        return "robots: noindex"
    return ""


def _same_place(product: Product, page: Page, twin: str, addresses: Each[Addresses]) -> str:
    """Compare addresses: only a server that production does not share tells anything."""
    own, other = addresses.of(page.subject), addresses.of(twin)
    if own is None or other is None or len(other.all) != 1 or own.all != other.all:
        return ""
    [place] = other.all
    if by_address(place) is not None:
        return ""
    rest = [
        fact
        for fact in addresses
        if (host := product.host(fact.subject)) is not None
        and host.role not in {Role.STAGING, Role.MAIL}
        and fact.subject != page.subject
        and fact.all
    ]
    if not rest or any(place in fact.all for fact in rest):
        return ""
    return f"both lead to {place}, the rest of the product does not"
