"""Which host visitors are meant to end on."""

from __future__ import annotations

from urllib.parse import urlsplit

from launchready.facts.product import Product, Role


def main_host(product: Product) -> str:
    """Return the canonical URL's host, else the apex; empty when the product has neither."""
    try:
        host = urlsplit(product.canonical).hostname or ""
    except ValueError:
        host = ""
    if host:
        return f"[{host}]" if ":" in host else host
    return next((host.name for host in product.with_role(Role.APEX)), "")
