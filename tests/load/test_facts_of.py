"""What phases counted, as facts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.load.experiments.world import HOME, order, scenario

from launchready.facts.base import PRODUCT, Absent, Facts, Unmeasured
from launchready.facts.crowd import LoadFairness
from launchready.facts.load import CacheUse, LoadRun, RouteTimings, StreamTimings
from launchready.facts.platform import Platform
from launchready.facts.product import Caching, Product, Route, RouteKind
from launchready.load.facts_of import facts_of, shown_url
from launchready.load.journey import Target
from launchready.load.phase import Phase
from launchready.load.tally import StreamTally, Tally

LIST = Target("list", "GET", "/list?page=2&key=s3cr3t", RouteKind.READ, Caching.CACHEABLE)
CHAT = Target("chat", "POST", "/chat", RouteKind.CHAT, stream=True)


def tally(*targets: Target) -> Tally:
    made = Tally(Phase("load", 1.0, 10.0))
    for target in targets:
        route = made.route(target)
        route.requests = 2
        route.statuses[200] = 2
        route.response.record(1000)
    return made


def facts(targets: tuple[Target, ...], tallies: dict[str, Tally], stopped: str = "") -> Facts:
    asked = order(made=scenario(targets=targets))
    return facts_of(asked, LoadRun(stopped=stopped), tallies)


def test_a_route_has_its_phases_in_order_and_no_values_of_its_query() -> None:
    found = facts((LIST,), {"quiet": tally(LIST), "load": tally(LIST), "double": tally(HOME)})
    seen = found.get(RouteTimings, "list")
    assert isinstance(seen, RouteTimings)
    assert [one.phase for one in seen.phases] == ["quiet", "load"]
    assert seen.url == "/list?page=***&key=***"
    assert (seen.method, seen.kind) == ("GET", RouteKind.READ)
    assert isinstance(found.get(RouteTimings, "home"), RouteTimings)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("/a", "/a"),
        ("/a?q=blue+mug", "/a?q=***"),
        ("https://u:p@x.example/a?b", "https://***@x.example/a?b=***"),
        ("/a?token=abc#part", "/a?token=***"),
    ],
)
def test_an_address_is_shown_without_values(url: str, shown: str) -> None:
    assert shown_url(url) == shown


def test_a_route_that_nobody_came_to_is_unmeasured() -> None:
    seen = facts((HOME, LIST), {"load": tally(HOME)}).get(RouteTimings, "list")
    assert isinstance(seen, Unmeasured)
    assert seen.why == "no visitor went there"
    stopped = facts((LIST,), {"load": tally(HOME)}, "stopped by you").get(RouteTimings, "list")
    assert isinstance(stopped, Unmeasured)
    assert stopped.why == "stopped by you"


def test_what_only_setup_and_cleanup_go_to_is_no_route_of_the_load() -> None:
    asked = order(made=scenario(targets=(HOME, LIST), aside=frozenset({"list"})))
    found = facts_of(asked, LoadRun(), {"load": tally(HOME)})
    assert set(found.subjects(RouteTimings)) == {"home"}


def declared(*routes: Route) -> Facts:
    """What a visit of the home page says of a product with these routes in its manifest."""
    asked = order(product=Product(owned=True, routes=routes), made=scenario(targets=(HOME,)))
    return facts_of(asked, LoadRun(), {"load": tally(HOME)})


def test_no_stream_is_absent_only_where_the_manifest_declares_routes_and_no_chat() -> None:
    home, chat = Route("home", "/"), Route("chat", "/chat", "POST", RouteKind.CHAT)
    assert isinstance(declared(home).get(StreamTimings, PRODUCT), Absent)
    assert isinstance(declared(home, chat).get(StreamTimings, "the chat"), Unmeasured)
    assert isinstance(declared().get(StreamTimings, PRODUCT), Unmeasured)


def test_a_core_flow_that_the_scenario_leaves_out_is_unmeasured() -> None:
    found = declared(Route("sign in", "/login", "POST", RouteKind.LOGIN), Route("home", "/"))
    seen = found.get(RouteTimings, "the login")
    assert isinstance(seen, Unmeasured)
    assert seen.why == "the manifest declares sign in, and the scenario has no login"
    assert set(found.subjects(RouteTimings)) == {"home", "the login"}


def test_a_login_that_is_only_read_is_told_apart_from_one_that_is_left_out() -> None:
    sign_in = Route("sign in", "/login", "GET", RouteKind.LOGIN)
    read = Target("sign in", "GET", "/login", RouteKind.PAGE)
    asked = order(product=Product(owned=True, routes=(sign_in,)), made=scenario(targets=(read,)))
    seen = facts_of(asked, LoadRun(), {"load": tally(read)}).get(RouteTimings, "the login")
    assert isinstance(seen, Unmeasured)
    assert seen.why == "sign in is only read here; logging in takes a scenario that posts"


def test_fairness_among_pages_says_which_chat_it_left_out() -> None:
    def elsewhere(*targets: Target) -> str:
        product = Product(owned=True, routes=(Route("talk", "/chat", "POST", RouteKind.CHAT),))
        asked = order(product=product, made=scenario(targets=targets))
        seen = facts_of(asked, LoadRun(), {}, LoadFairness()).get(LoadFairness, PRODUCT)
        assert isinstance(seen, LoadFairness)
        return seen.elsewhere

    assert elsewhere(HOME) == "the manifest declares talk, and the scenario has no chat"
    assert elsewhere(HOME, CHAT) == ""


def test_a_declared_hosting_is_known_to_whoever_words_a_fix() -> None:
    asked = order(product=Product(owned=True, hosting="Fly"), made=scenario(targets=(HOME,)))
    found = facts_of(asked, LoadRun(), {"load": tally(HOME)})
    assert found.get(Platform, PRODUCT) == Platform(hosting="Fly")
    assert isinstance(declared().get(Platform, PRODUCT), Unmeasured)


def test_a_stream_that_did_not_come_is_unmeasured() -> None:
    plain = facts((CHAT,), {"load": tally(CHAT)}).get(StreamTimings, "chat")
    assert isinstance(plain, Unmeasured)
    assert plain.why == "no answer under load was read as a stream"
    unread = replace(CHAT, stream=False)
    seen = facts((unread,), {"load": tally(unread)}).get(StreamTimings, "chat")
    assert isinstance(seen, Unmeasured)


def test_a_streams_times_are_those_under_load() -> None:
    load, double = tally(CHAT), tally(CHAT)
    for one, streams in ((load, 2), (double, 5)):
        stream = StreamTally("sse", streams, 1, 40)
        stream.first_event.record(150_000)
        one.route(CHAT).stream = stream
    seen = facts((CHAT,), {"load": load, "double": double}).get(StreamTimings, "chat")
    assert isinstance(seen, StreamTimings)
    assert (seen.format, seen.streams, seen.cut, seen.events) == ("sse", 2, 1, 40)
    assert (seen.own, seen.model) == (None, None)


def test_repeated_reads_of_all_phases_tell_about_caches() -> None:
    quiet, load = tally(LIST), tally(LIST)
    for one, hits in ((quiet, 1), (load, 3)):
        cache = one.route(LIST).cache
        cache.repeats, cache.hits, cache.misses, cache.said_by = 5, hits, 1, "x-cache"
    seen = facts((LIST,), {"quiet": quiet, "load": load}).get(CacheUse, "list")
    assert seen == CacheUse("list", Caching.CACHEABLE, 10, 4, 2, "x-cache")
    assert isinstance(facts((LIST,), {"load": tally(LIST)}).get(CacheUse, PRODUCT), Absent)
