from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from launchready.collect.look import Look
from launchready.collect.wellknown.robots_txt import collect_robots_txt
from launchready.collect.wellknown.security_txt import collect_security_txt, main_hosts
from launchready.facts.product import Host, Product, Role
from launchready.net.failure import Failure

LookAt = Callable[..., Awaitable[Look]]
Answer = tuple[int, dict[str, str], str]
HTML = {"Content-Type": "text/html"}
TEXT = {"Content-Type": "text/plain"}


def files(**texts: str) -> Callable[[str, str, dict[str, str]], Answer]:
    def answer(_: str, path: str, __: dict[str, str]) -> Answer:
        name = path.rpartition("/")[2].replace(".txt", "")
        if name in texts:
            return 200, TEXT, texts[name]
        return (200, HTML, "<p>hi") if path == "/" else (404, HTML, "<p>no")

    return answer


async def test_a_robots_txt_that_blocks_all_is_quoted(look_at: LookAt) -> None:
    look = await look_at(files(robots="User-agent: *\nDisallow: /\nSitemap: https://a.example/s"))
    robots = await collect_robots_txt.collect(look, "127.0.0.1")
    assert robots.found
    assert robots.blocks_all
    assert robots.blocking_rules == ("User-agent: *", "Disallow: /")
    assert robots.sitemaps == ("https://a.example/s",)


async def test_no_robots_txt_is_a_fact(look_at: LookAt) -> None:
    look = await look_at(files())
    robots = await collect_robots_txt.collect(look, "127.0.0.1")
    assert (robots.status, robots.found, robots.blocks_all) == (404, False, False)


async def test_a_server_error_is_unmeasured_not_absent(look_at: LookAt) -> None:
    look = await look_at(
        lambda _, path, __: (200, HTML, "<p>hi") if path == "/" else (503, TEXT, "")
    )
    with pytest.raises(Failure, match="answered 503"):
        await collect_robots_txt.collect(look, "127.0.0.1")


async def test_a_hanging_file_is_unmeasured(look_at: LookAt) -> None:
    look = await look_at(lambda _, path, __: (200, HTML, "<p>hi") if path == "/" else None)
    with pytest.raises(Failure):
        await collect_security_txt.collect(look, "127.0.0.1")


async def test_a_security_txt_is_read(look_at: LookAt) -> None:
    text = "Contact: mailto:security@shop.example\r\nExpires: 2030-01-31T00:00:00Z\r\n"
    look = await look_at(files(security=text))
    file = await collect_security_txt.collect(look, "127.0.0.1")
    assert file.contacts == ("mailto:security@shop.example",)
    assert file.expires == datetime(2030, 1, 31, tzinfo=UTC)
    assert not file.problem


async def test_a_page_in_place_of_the_file_is_not_the_file(look_at: LookAt) -> None:
    look = await look_at(lambda *_: (200, HTML, "<div id=root></div>"))
    file = await collect_security_txt.collect(look, "127.0.0.1")
    assert not file.found


def test_one_host_speaks_for_the_product() -> None:
    hosts = (Host("shop.example", Role.APEX), Host("www.shop.example", Role.WWW))
    assert tuple(main_hosts(Product(canonical="https://www.shop.example/", hosts=hosts))) == (
        "www.shop.example",
    )
    assert tuple(main_hosts(Product(hosts=hosts))) == ("shop.example",)
    assert tuple(main_hosts(Product())) == ()
