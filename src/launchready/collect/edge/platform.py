"""Name who carries the product: its edge, its hosting, its DNS."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.edge.view import collect_edge_view
from launchready.collect.look import Look
from launchready.collect.repo.stack import stack_of
from launchready.collect.subjects import product, web_hosts
from launchready.derive.platforms.providers import dns_host
from launchready.facts.base import PRODUCT
from launchready.facts.platform import EdgeView, Platform
from launchready.facts.stack import Layer
from launchready.net.failure import Failure


@collector(per=product, none="there is no product", reach=Reach.READS)
async def collect_platform(look: Look, _: str) -> Platform:
    """Look at the host that visitors end on, and at the zone's name servers.

    What the manifest declares stands in where nothing showed, and for the hosting what the
    repository is made for, where there is one.
    """
    declared = look.product
    views = await _views(look)
    main = urlsplit(declared.canonical).hostname
    view = next((one for one in views if one.subject.strip("[]") == main), None)
    dns, evidence = await _dns(look)
    seen = view or EdgeView("")
    hints = (
        (seen.edge, declared.edge, "edge"),
        (seen.hosting, declared.hosting, "hosting"),
        (dns, declared.dns_host, "DNS host"),
    )
    told = tuple(
        f"{stated} is the {what} that the manifest declares"
        for shown, stated, what in hints
        if stated and not shown
    )
    hosting = seen.hosting or declared.hosting
    if not hosting:
        hosting, traces = await _made_for(look)
        told = (*told, *traces)
    return Platform(
        PRODUCT,
        seen.edge or declared.edge,
        hosting,
        dns or declared.dns_host,
        (*seen.evidence, *evidence, *told),
        views,
    )


async def _made_for(look: Look) -> tuple[str, tuple[str, ...]]:
    if look.repo is None:
        return "", ()
    try:
        stack = await stack_of(look)
    except (Failure, NotThere):
        return "", ()
    found = next(iter(stack.of(Layer.HOSTING)), None)
    return (found.name, tuple(str(one) for one in found.traces)) if found else ("", ())


async def _views(look: Look) -> tuple[EdgeView, ...]:
    """Return the view of every web host that answered, and of the canonical one."""
    main = urlsplit(look.product.canonical).hostname
    hosts = {host.strip("[]"): host for host in (main or "", *web_hosts(look.product)) if host}
    views = await asyncio.gather(*(_view(look, host) for host in hosts.values()))
    return tuple(view for view in views if view is not None)


async def _view(look: Look, host: str) -> EdgeView | None:
    try:
        view = await collect_edge_view.collect(look, host)
    except (Failure, NotThere):
        return None
    return view if isinstance(view, EdgeView) else None


async def _dns(look: Look) -> tuple[str, tuple[str, ...]]:
    if not look.product.domain:
        return "", ()
    answer = await look.ask(look.product.domain, "NS")
    for name in sorted(answer.values):
        provider = dns_host(name)
        if provider:
            return provider, (f"{look.product.domain} NS {name}",)
    return "", ()
