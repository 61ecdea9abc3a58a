"""Whether several resolvers' views of a host can both be right."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from launchready.derive.platforms.providers import by_address
from launchready.facts.dns import ResolverView, ResolverViews

_NEAR = {4: 16, 6: 32}
"""Prefix within which addresses are taken for one operator's."""


def disagreement(found: ResolverViews) -> tuple[ResolverView, ResolverView] | None:
    """Return the first view and one that contradicts it; None where all can be right.

    Large sites answer every resolver with other addresses of the same network; only "there" against
    "not there" and addresses of different operators are contradictions.
    """
    views = [view for view in found.views if view.status.known]
    for other in views[1:]:
        if _contradict(views[0], other):
            return views[0], other
    return None


def _contradict(one: ResolverView, other: ResolverView) -> bool:
    if bool(one.addresses) != bool(other.addresses):
        return True
    if not one.addresses or set(one.addresses) & set(other.addresses):
        return False
    return not any(_near(a, b) for a in one.addresses for b in other.addresses)


def _near(one: str, other: str) -> bool:
    signs = by_address(one), by_address(other)
    if signs[0] is not None and signs[1] is not None and signs[0].provider == signs[1].provider:
        return True
    ip = ip_address(one)
    return ip_address(other) in ip_network(f"{one}/{_NEAR[ip.version]}", strict=False)
