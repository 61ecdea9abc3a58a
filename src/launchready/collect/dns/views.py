"""See every host through all resolvers that the run was given."""

from __future__ import annotations

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.collect.subjects import names
from launchready.facts.dns import ResolverViews
from launchready.net.dns import compare
from launchready.net.failure import Failure, Phase


@collector(per=names, none="the product has no host name", reach=Reach.READS, existing=True)
async def collect_resolver_views(look: Look, host: str) -> ResolverViews:
    """Ask each resolver for the addresses of a host."""
    if len(look.network.resolvers) <= 1:
        why = "only one resolver was given"
        raise NotThere(why)
    await look.require(host)
    views = await compare.views(look.network.resolvers, host)
    if sum(view.status.known for view in views) <= 1:
        silent = next(view for view in views if not view.status.known)
        why = f"{silent.resolver} did not tell the addresses of {host}: {silent.status}"
        raise Failure(Phase.NAME, why)
    return ResolverViews(host, views)
