"""The record that makes a host resolve, as exactly as is known."""

from __future__ import annotations

from launchready.derive.dns.lines import record
from launchready.facts.platform import Platform
from launchready.facts.product import Product

_TARGETS = {
    "vercel": ("76.76.21.21", "cname.vercel-dns.com."),
    "github pages": ("185.199.108.153", ""),
    "netlify": ("75.2.60.5", "apex-loadbalancer.netlify.com."),
    "shopify": ("23.227.38.65", "shops.myshopify.com."),
}
"""Address for an apex and alias target for other names, as the vendors document them."""


def points_at(name: str, product: Product, platform: Platform | None) -> str:
    """Return the record that makes a host resolve, in zone-file form, as exactly as is known."""
    host = product.host(name)
    if host is not None and host.origin:
        return record(name, "AAAA" if ":" in host.origin else "A", host.origin)
    hosting = (platform.hosting if platform else "") or product.hosting
    address, target = _TARGETS.get(hosting.lower(), ("", ""))
    if name != product.domain and target:
        return record(name, "CNAME", target)
    if address:
        return record(name, "A", address)
    return record(name, "A", "ADDRESS-OF-YOUR-SERVER")
