"""Walk from a deep link with campaign tags, to see what arrives."""

from __future__ import annotations

from collections.abc import Iterable

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.redirect.follow import follow
from launchready.collect.subjects import starts
from launchready.facts.product import Product
from launchready.facts.redirect import PathWalk

PATH = "launchready-probe/a"
QUERY = "x=1&utm_source=y"


def plain_starts(product: Product) -> Iterable[str]:
    """The unencrypted start of every web host: the way old links and typed addresses take."""
    return tuple(url for url in starts(product) if url.startswith("http://"))


@collector(per=plain_starts, none="no web host is reached by plain HTTP", reach=Reach.PROBES)
async def collect_path_walk(look: Look, url: str) -> PathWalk:
    """Return where a link into the site leads. That the page does not exist does not matter."""
    # First the root: then this walk finds its connections open.
    await follow(look, url)
    way = await follow(look, f"{url}{PATH}?{QUERY}")
    return PathWalk(url, way.hops, way.end, way.loop, way.stopped)
