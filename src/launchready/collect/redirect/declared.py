"""Walk every redirect that the owner declares."""

from __future__ import annotations

from collections.abc import Iterable

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.redirect.follow import follow
from launchready.derive.mask import mask_url
from launchready.facts.product import Product
from launchready.facts.redirect import DeclaredWalk


def sources(product: Product) -> Iterable[str]:
    """The source of every declared redirect, each once."""
    return tuple(dict.fromkeys(one.source for one in product.redirects))


@collector(per=sources, none="no redirects are declared", reach=Reach.READS)
async def collect_declared_walk(look: Look, source: str) -> DeclaredWalk:
    """Return where the source leads, beside where it must lead."""
    way = await follow(look, source)
    wanted = next(one for one in look.product.redirects if one.source == source)
    return DeclaredWalk(
        source,
        way.hops,
        way.end,
        way.loop,
        way.stopped,
        target=mask_url(wanted.target),
        permanent=wanted.permanent,
    )
