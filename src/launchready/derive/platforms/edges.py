"""Which hosts need an edge network in front, and whose network the product has already."""

from __future__ import annotations

from launchready.facts.platform import EdgeView, Platform
from launchready.facts.product import Product, Role

ROLES = (Role.APEX, Role.APP, Role.API, Role.AUTH, Role.ADMIN)
CLOUDFLARE = "cloudflare"


def bare(view: EdgeView) -> bool:
    """Whether nothing stands in front of a host: neither a known edge nor any shared cache."""
    return not view.edge and not view.cached


def needs_edge(view: EdgeView, product: Product) -> bool:
    """Whether customers depend on the host: the main address, app, API, sign-in, admin."""
    host = product.host(view.subject)
    main = product.canonical.startswith((f"https://{view.subject}", f"http://{view.subject}"))
    return main or (host is not None and host.role in ROLES)


def edge_in_use(platform: Platform | None) -> str:
    """Return the edge network that another host of the product is behind, empty for none."""
    if platform is None:
        return ""
    return next((view.edge for view in platform.hosts if view.edge), platform.edge)


def join(host: str, edge: str) -> str:
    """Say how to put a host behind an edge network that the product uses already."""
    if edge.lower() == CLOUDFLARE:
        return f"Put {host} behind {edge} too: set its DNS record to Proxied (the orange cloud)."
    return f"Put {host} behind {edge} too: point its DNS record at the edge as the other hosts do."
