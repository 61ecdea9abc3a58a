"""Turn what phases counted into facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from launchready.derive.load.histogram import Histogram
from launchready.derive.load.scope import CORE, avoided, has_none
from launchready.derive.mask import MASK, mask_url
from launchready.facts.base import PRODUCT, Absent, Fact, Facts, Sighting, Unmeasured
from launchready.facts.crowd import LoadFairness
from launchready.facts.load import CacheUse, LoadRun, RouteTimings, Spread, StreamTimings
from launchready.facts.platform import Platform
from launchready.facts.product import Product, RouteKind
from launchready.load.journey import Target
from launchready.load.order import LoadOrder
from launchready.load.tally import CacheTally, RouteTally, StreamTally, Tally

Seen = Fact | Absent | Unmeasured
LOAD = "load"
"""The phase that streams are judged by."""
DOING = {
    RouteKind.LOGIN: "logging in",
    RouteKind.SIGNUP: "signing up",
    RouteKind.CHECKOUT: "buying",
}
"""What people do with a form; without what to post, only its page is read."""


def facts_of(order: LoadOrder, run: LoadRun, tallies: Mapping[str, Tally], *others: Seen) -> Facts:
    """Return everything a run saw: the order's product, the run, its routes, and `others`."""
    at = datetime.now(UTC)
    given = [Sighting(order.product, order.run.at), Sighting(order.run, order.run.at)]
    seen: list[Seen] = [run]
    if order.product.edge or order.product.hosting:
        seen.append(Platform(edge=order.product.edge, hosting=order.product.hosting))
    if tallies:
        seen += routes_of(order, run, tallies)
    return Facts(
        [*given, *(Sighting(one, at) for one in (*seen, *(_placed(one, order) for one in others)))]
    )


def _placed(seen: Seen, order: LoadOrder) -> Seen:
    """Say of a fairness run that went to no chat what it left out: pages prove nothing of one."""
    targets = order.scenario.targets
    if (
        not isinstance(seen, LoadFairness)
        or order.scenario.in_python
        or any(one.stream or one.kind is RouteKind.CHAT for one in targets)
    ):
        return seen
    left = avoided(order.product, RouteKind.CHAT)
    return replace(seen, elsewhere=left[1] if left else "the run went to no chat")


def routes_of(order: LoadOrder, run: LoadRun, tallies: Mapping[str, Tally]) -> Iterator[Seen]:
    """Yield what each route did, its streams and its caches."""
    scenario = order.scenario
    targets = {one.name: one for one in scenario.targets if one.name not in scenario.aside}
    for tally in tallies.values():
        for name, route in tally.routes.items():
            targets.setdefault(name, route.target)
    why = run.stopped or "no visitor went there"
    for name, target in targets.items():
        yield _timings(name, target, tallies) or Unmeasured(RouteTimings, name, why)
    yield from _left_out(order.product, targets.values())
    yield from _streams(order.product, targets.values(), tallies.get(LOAD), why)
    yield from _caches(targets.values(), tallies)


def _left_out(product: Product, targets: Iterable[Target]) -> Iterator[Unmeasured]:
    """What the product lives from must not look measured where no visitor came to it."""
    known = {target.name: target.kind for target in targets}
    for kind in CORE:
        missed = avoided(product, kind)
        if missed is None or kind in known.values():
            continue
        place, why = missed
        for route in product.routes:
            if route.kind is kind and route.name in known and kind in DOING:
                why = f"{route.name} is only read here; {DOING[kind]} takes a scenario that posts"
        yield Unmeasured(RouteTimings, place, why)


def _timings(name: str, target: Target, tallies: Mapping[str, Tally]) -> RouteTimings | None:
    phases = tuple(
        tally.routes[name].timings(phase)
        for phase, tally in tallies.items()
        if name in tally.routes
    )
    if not phases:
        return None
    return RouteTimings(name, target.method, shown_url(target.url), target.kind, phases)


def _streams(
    product: Product, targets: Iterable[Target], load: Tally | None, why: str
) -> Iterator[Seen]:
    wanted = [one.name for one in targets if one.stream or one.kind is RouteKind.CHAT]
    met = {} if load is None else load.routes
    names = dict.fromkeys((*wanted, *(n for n, r in met.items() if r.stream is not None)))
    if not names:
        place, said = avoided(product, RouteKind.CHAT) or (PRODUCT, "no answer is a stream")
        gap = Absent if has_none(product, RouteKind.CHAT) else Unmeasured
        yield gap(StreamTimings, place, said)
    for name in names:
        route: RouteTally | None = met.get(name)
        if route is None or route.stream is None or not route.stream.streams:
            said = why if route is None else "no answer under load was read as a stream"
            yield Unmeasured(StreamTimings, name, said)
        else:
            yield stream_of(name, route.stream)


def stream_of(name: str, stream: StreamTally) -> StreamTimings:
    """Return the streams of one route as a fact."""
    return StreamTimings(
        name,
        stream.format,
        stream.streams,
        stream.cut,
        stream.events,
        stream.first_byte.spread(),
        stream.first_event.spread(),
        stream.gap.spread(),
        stream.stall.spread(),
        stream.total.spread(),
        _some(stream.own),
        _some(stream.model),
        stream.split_by,
    )


def _some(histogram: Histogram) -> Spread | None:
    return histogram.spread() if histogram.counts else None


def _caches(targets: Iterable[Target], tallies: Mapping[str, Tally]) -> Iterator[Seen]:
    found = False
    for target in targets:
        whole = CacheTally()
        for tally in tallies.values():
            if target.name in tally.routes:
                whole.add(tally.routes[target.name].cache)
        if whole.repeats:
            found = True
            yield CacheUse(
                target.name,
                target.caching,
                whole.repeats,
                whole.hits,
                whole.misses,
                whole.said_by,
            )
    if not found:
        yield Absent(CacheUse, PRODUCT, "no URL was read twice")


def shown_url(url: str) -> str:
    """Return a URL without the values of its query, for a report."""
    place, mark, query = mask_url(url).partition("?")
    names = (pair.partition("=")[0] for pair in query.split("&"))
    return place + mark + "&".join(f"{name}={MASK}" for name in names if name)
