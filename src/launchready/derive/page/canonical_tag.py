"""Judge what a page says of its own address (RFC 6596)."""

from __future__ import annotations

from launchready.derive.redirects.site import host_of, root_of, site_hosts, split
from launchready.facts.page import Page
from launchready.facts.product import Product, Role

_PUBLIC = frozenset({Role.APEX, Role.WWW, Role.MARKETING, Role.DOCS, Role.OTHER})
_OK = 200


def is_indexable(page: Page, product: Product) -> bool:
    """Whether it is a public page that search engines may list."""
    host = product.host(page.subject)
    public = host is None or host.role in _PUBLIC or page.subject in site_hosts(product)
    listed = not {"noindex", "none"} & set(page.robots)
    return public and listed and page.is_html and page.answer.status == _OK


def wrong_tag(page: Page, product: Product, canonical: str) -> str:
    """Say what is wrong with the page's canonical links; empty for nothing."""
    own = page.answer.url
    tags = tuple(dict.fromkeys(page.canonical))
    if len(tags) > 1:
        return f"names {len(tags)} different canonical addresses"
    tag = tags[0]
    if split(tag).scheme == "http" and split(own).scheme == "https":
        return f"names the unencrypted address {tag} as canonical"
    allowed = {host_of(canonical)}
    if page.subject not in site_hosts(product):
        allowed.add(host_of(own))
    if host_of(tag) in allowed:
        return ""
    return f"names {tag} as canonical instead of {root_of(_expected(page, product, canonical))}"


def _expected(page: Page, product: Product, canonical: str) -> str:
    return canonical if page.subject in site_hosts(product) else page.answer.url
