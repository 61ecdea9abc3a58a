"""Where visitors end up, and when nobody can tell."""

from __future__ import annotations

import pytest

from launchready.collect.collector import NotThere
from launchready.collect.redirect.declared import collect_declared_walk
from launchready.collect.redirect.mobile import collect_mobile_walk
from launchready.collect.redirect.paths import collect_path_walk
from launchready.collect.redirect.walks import collect_site_walk, collect_walk, site_starts
from launchready.derive.redirects.hops import lines
from launchready.engine.gather import gather
from launchready.facts.base import Absent, Unmeasured
from launchready.facts.http import Walk
from launchready.facts.product import Redirect
from launchready.net.failure import Failure

from .street import Answer, Street, hangs_up, moved, page, says, silent

HOST, WWW, APP = "shop.test", "www.shop.test", "app.shop.test"
HTTP, HTTPS = f"http://{HOST}/", f"https://{HOST}/"


async def test_a_walk_is_kept_hop_by_hop(street: Street) -> None:
    await street.site(HOST, page)
    await street.site(WWW, moved(HTTPS))
    walk = await collect_walk.collect(street.look(HOST, WWW), f"http://{WWW}/")
    assert lines(walk) == (
        f"301 http://{WWW}/ -> https://{WWW}/",
        f"301 https://{WWW}/ -> {HTTPS}",
        f"200 {HTTPS}",
    )
    assert (walk.end, walk.loop, walk.stopped) == (HTTPS, False, "")


async def test_cookies_and_tokens_do_not_reach_the_fact(street: Street) -> None:
    def answer(target: str, _: dict[str, str]) -> Answer:
        if target == "/":
            to = f"{HTTPS}in?token=s3cr3ts3cr3ts3cr3t"
            return 302, {"Location": to, "Set-Cookie": "sid=s3cr3ts3cr3ts3cr3t; Secure"}
        return page(target, {})

    await street.site(HOST, answer)
    walk = await collect_walk.collect(street.look(HOST), HTTPS)
    assert "s3cr3t" not in repr(walk)
    assert walk.end == f"{HTTPS}in?token=***"


async def test_a_circle_is_a_loop(street: Street) -> None:
    await street.site(HOST, moved(HTTPS))
    walk = await collect_walk.collect(street.look(HOST), HTTPS)
    assert walk.loop
    assert lines(walk) == (f"301 {HTTPS} -> {HTTPS}", "… and round again")


async def test_a_circle_that_a_cookie_ends_is_no_loop(street: Street) -> None:
    def answer(target: str, headers: dict[str, str]) -> Answer:
        if "seen=1" in headers.get("cookie", ""):
            return page(target, headers)
        return 302, {"Location": "/", "Set-Cookie": "seen=1"}

    await street.site(HOST, answer)
    walk = await collect_walk.collect(street.look(HOST), HTTPS)
    assert not walk.loop
    assert [hop.status for hop in walk.hops] == [302, 200]


async def test_endless_redirects_are_kept_with_the_reason(street: Street) -> None:
    def answer(target: str, _: dict[str, str]) -> Answer:
        return 302, {"Location": f"/{len(target)}{'x' * len(target)}"}

    await street.site(HOST, answer)
    walk = await collect_walk.collect(street.look(HOST), HTTPS)
    assert walk.stopped == "more than 10 redirects"
    assert not walk.loop


async def test_a_location_that_cannot_be_read_is_the_sites_fault(street: Street) -> None:
    await street.site(HOST, moved("mailto:hello@shop.test"))
    walk = await collect_walk.collect(street.look(HOST), HTTPS)
    assert "could not be followed" in walk.stopped


async def test_a_bot_wall_is_not_judged(street: Street) -> None:
    await street.site(HOST, lambda _, __: (403, {"cf-mitigated": "challenge"}))
    with pytest.raises(Failure, match="a Cloudflare challenge answered instead of the site"):
        await collect_walk.collect(street.look(HOST), HTTPS)


async def test_a_limit_on_requests_is_not_judged(street: Street) -> None:
    await street.site(HOST, lambda _, __: (429, {}))
    with pytest.raises(Failure, match=r"limits how often it may be asked \(429\)"):
        await collect_walk.collect(street.look(HOST), HTTPS)


async def test_a_redirect_into_a_private_network_is_not_followed(street: Street) -> None:
    await street.site(HOST, moved("http://10.0.0.1/"))
    look = street.look(HOST, allow_private=False)
    with pytest.raises(Failure, match=r"10\.0\.0\.1 is not a public address"):
        await collect_walk.collect(look, HTTPS)


async def test_a_way_off_the_site_is_seen_even_if_that_site_is_down(street: Street) -> None:
    street.refuse("bargain-barn.test", 443)
    await street.site(HOST, moved("https://bargain-barn.test/"))
    walk = await collect_walk.collect(street.look(HOST), HTTPS)
    assert lines(walk)[0] == f"301 {HTTPS} -> https://bargain-barn.test/"
    assert "refused" in walk.stopped


async def test_an_own_host_that_does_not_answer_is_unmeasured(street: Street) -> None:
    await street.site(HOST, moved(f"https://{APP}/"))
    await street.raw(APP, 443, silent)
    await street.web(APP, 80, page)
    facts = await gather([collect_walk], street.look(HOST, APP), seconds=10)
    assert isinstance(facts.get(Walk, HTTPS), Unmeasured)


async def test_a_dead_host_is_unmeasured_not_fine(street: Street) -> None:
    street.refuse(HOST, 80)
    await street.raw(HOST, 443, silent)
    facts = await gather([collect_walk], street.look(HOST), seconds=10)
    assert isinstance(facts.get(Walk, HTTPS), Unmeasured)
    assert facts.get(Walk, HTTP) == Absent(Walk, HTTP, "nothing answers plain HTTP on shop.test")


async def test_no_tls_is_told_once_and_not_by_every_walk(street: Street) -> None:
    await street.raw(HOST, 443, hangs_up)
    await street.web(HOST, 80, moved(HTTPS))
    look = street.look(HOST)
    for start in (HTTP, HTTPS):
        with pytest.raises(NotThere, match=r"^no TLS on shop\.test:443$"):
            await collect_walk.collect(look, start)


async def test_a_broken_answer_is_unmeasured(street: Street) -> None:
    await street.site(HOST, page)
    await street.raw(HOST, 80, says(b"\x00\x01\x02 this is no HTTP\r\n\r\n"))
    with pytest.raises(Failure):
        await collect_walk.collect(street.look(HOST), HTTP)


async def test_phones_may_see_another_way(street: Street) -> None:
    def answer(target: str, headers: dict[str, str]) -> Answer:
        if "Mobile" in headers["user-agent"] and target == "/":
            return 302, {"Location": "/m"}
        return page(target, headers)

    await street.site(HOST, answer)
    look = street.look(HOST)
    phone = await collect_mobile_walk.collect(look, HTTPS)
    computer = await collect_site_walk.collect(look, HTTPS)
    assert (phone.end, phone.agent) == (f"{HTTPS}m", "mobile")
    assert computer.end == HTTPS


async def test_a_deep_link_is_followed_from_plain_http(street: Street) -> None:
    await street.site(HOST, page)
    walk = await collect_path_walk.collect(street.look(HOST), HTTP)
    assert walk.subject == HTTP
    assert walk.end == f"{HTTPS}launchready-probe/a?x=1&utm_source=y"


async def test_a_declared_redirect_is_walked_beside_its_target(street: Street) -> None:
    def answer(target: str, headers: dict[str, str]) -> Answer:
        if target == "/old":
            return 302, {"Location": "/new"}
        return page(target, headers)

    await street.site(HOST, answer)
    look = street.look(HOST, redirects=(Redirect(f"{HTTPS}old", f"{HTTPS}new"),))
    walk = await collect_declared_walk.collect(look, f"{HTTPS}old")
    assert (walk.target, walk.permanent, walk.end) == (f"{HTTPS}new", True, f"{HTTPS}new")


def test_the_ways_to_the_site_are_those_that_people_type(street: Street) -> None:
    product = street.look(HOST, WWW, APP).product
    assert site_starts(product) == (HTTPS, HTTP, f"https://{WWW}/", f"http://{WWW}/")


async def test_all_walks_share_their_requests(street: Street) -> None:
    await street.site(HOST, page)
    look = street.look(HOST)
    every = [collect_walk, collect_site_walk, collect_mobile_walk, collect_path_walk]
    await gather(every, look)
    # Two starts, the same two as a phone, and the deep link: each plain start is two requests.
    assert look.network.traffic.requests == 3 + 3 + 2
