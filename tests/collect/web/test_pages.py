from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from launchready.collect.collector import NotThere
from launchready.collect.look import Look
from launchready.collect.pages import collect_page
from launchready.facts.product import Host, Role
from launchready.net.failure import Failure

LookAt = Callable[..., Awaitable[Look]]
HTML = {"Content-Type": "text/html; charset=utf-8"}
PAGE = """<!doctype html><html><head><title>Shop &amp; more</title>
<link rel=canonical href="/home"><meta name=robots content="NOINDEX, follow">
<meta name=generator content="WordPress 6.4.2"><meta name=referrer content=no-referrer>
<script src="https://cdn.example/a.js" integrity="sha384-x"></script>
<script>fetch("http://localhost:3000/api")</script></head>
<body><img src=/logo.png><form action="http://shop.example/in"></form></body></html>"""


async def test_a_page_is_read_out_at_once(look_at: LookAt) -> None:
    headers = {**HTML, "X-Robots-Tag": "nosnippet", "Link": '</other>; rel="canonical"'}
    look = await look_at(lambda *_: (200, headers, PAGE))
    page = await collect_page.collect(look, "127.0.0.1")
    base = look.product.canonical
    assert page.title == "Shop & more"
    assert page.canonical == (f"{base}home", f"{base}other")
    assert page.robots == ("noindex", "follow", "nosnippet")
    assert page.generator == "WordPress 6.4.2"
    assert page.referrer_meta == "no-referrer"
    assert page.inline_scripts == 1
    assert page.local_urls == ("http://localhost:3000/api",)
    assert [(one.tag, one.integrity) for one in page.resources] == [
        ("link", False),
        ("script", True),
        ("img", False),
        ("form", False),
    ]
    assert page.is_html


async def test_cookie_values_never_become_facts(look_at: LookAt) -> None:
    headers = {**HTML, "Set-Cookie": "sid=s3cr3t-value; Path=/", "X-Auth-Token": "s3cr3t-token"}
    look = await look_at(lambda *_: (200, headers, PAGE))
    page = await collect_page.collect(look, "127.0.0.1")
    assert page.answer.all("set-cookie") == ("sid=***; Path=/",)
    assert "s3cr3t" not in repr(page)


async def test_json_is_not_a_page(look_at: LookAt) -> None:
    look = await look_at(lambda *_: (200, {"Content-Type": "application/json"}, "{}"))
    page = await collect_page.collect(look, "127.0.0.1")
    assert not page.is_html
    assert page.content_hash


async def test_one_request_serves_every_collector(look_at: LookAt) -> None:
    paths: list[str] = []

    def answer(_: str, path: str, __: dict[str, str]) -> tuple[int, dict[str, str], str]:
        paths.append(path)
        return 200, HTML, PAGE

    look = await look_at(answer)
    await collect_page.collect(look, "127.0.0.1")
    await collect_page.collect(look, "127.0.0.1")
    assert paths == ["/"]


async def test_a_hanging_site_is_unmeasured_not_fine(look_at: LookAt) -> None:
    look = await look_at(lambda *_: None)
    with pytest.raises(Failure):
        await collect_page.collect(look, "127.0.0.1")


async def test_a_bot_wall_is_not_judged(look_at: LookAt) -> None:
    look = await look_at(lambda *_: (403, {**HTML, "cf-mitigated": "challenge"}, "wait"))
    with pytest.raises(Failure, match="a Cloudflare challenge answered"):
        await collect_page.collect(look, "127.0.0.1")


async def test_a_host_that_only_redirects_has_no_page(look_at: LookAt) -> None:
    ports: list[int] = []

    def answer(_: str, __: str, headers: dict[str, str]) -> tuple[int, dict[str, str], str]:
        if headers["host"].startswith("127.0.0.1"):
            return 301, {"Location": f"http://[::1]:{ports[0]}/"}, ""
        return 200, HTML, PAGE

    look = await look_at(answer, hosts=(Host("127.0.0.1", Role.APEX), Host("::1", Role.WWW)))
    ports.append(int(look.product.canonical.rpartition(":")[2].strip("/")))
    with pytest.raises((NotThere, Failure)):
        await collect_page.collect(look, "127.0.0.1")
