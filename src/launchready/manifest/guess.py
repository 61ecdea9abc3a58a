"""A product from its address alone: the hosts that most products have, each marked as a guess."""

from __future__ import annotations

from launchready.facts.product import Host, Product, Role
from launchready.manifest.names import Target

COMMON = {
    "www": Role.WWW,
    "app": Role.APP,
    "api": Role.API,
    "admin": Role.ADMIN,
    "auth": Role.AUTH,
    "docs": Role.DOCS,
    "status": Role.STATUS,
    "staging": Role.STAGING,
}
"""Names that the seeds expect beside the apex, and what they are for."""


def product_at(target: Target) -> Product:
    """Return what can be assumed of the product at an address."""
    return Product(
        name=target.domain or target.host,
        domain=target.domain,
        canonical=target.url,
        hosts=_hosts(target),
    )


def role_of(host: str, domain: str) -> Role:
    """Guess what a host is for from its name."""
    if host == domain:
        return Role.APEX
    return COMMON.get(host.removesuffix(f".{domain}"), Role.OTHER)


def _hosts(target: Target) -> tuple[Host, ...]:
    if not target.domain:
        return (Host(target.host, Role.OTHER),)
    named = Host(target.host, role_of(target.host, target.domain))
    guessed = [Host(target.domain, Role.APEX, declared=target.domain == target.host)]
    guessed += [
        Host(f"{name}.{target.domain}", role, declared=False) for name, role in COMMON.items()
    ]
    return (named, *(host for host in guessed if host.name != named.name))
