"""Links of a message are looked at with care: never pressed, never followed into private nets."""

from __future__ import annotations

from dataclasses import replace

from launchready.collect.look import Look
from launchready.derive.mail.message.parse import parse_message
from launchready.facts.message import MessageLinks
from launchready.mail.links import look_at_links
from launchready.net.dns.servers import Server
from launchready.net.network import Settings, open_network

from .conftest import SHOP, order
from .servers import web

NOWHERE = (Server("127.0.0.1", 9),)


async def seen(text: str, settings: Settings, *, follow: bool = True) -> MessageLinks:
    made = order(settings, replace(SHOP))
    look = Look(made.product, open_network(settings), made.run)
    message = parse_message(f"From: hi@shop.example\n\n{text}\n".encode())
    try:
        return await look_at_links(look, "m", message, "shop.example", follow=follow)
    finally:
        await look.close()


async def test_links_are_asked_with_head_and_dangerous_ones_not_at_all() -> None:
    asked: list[tuple[str, str]] = []

    def answer(method: str, path: str, _: bytes) -> tuple[int, str]:
        asked.append((method, path))
        return (404 if path == "/gone" else 405 if path == "/post" else 200), ""

    async with web(answer) as port:
        settings = Settings(
            resolvers=NOWHERE,
            connect={("shop.example", 80): ("127.0.0.1", port)},
            named=frozenset({"127.0.0.1"}),
        )
        found = await seen(
            "http://shop.example/a\nhttp://shop.example/gone\nhttp://shop.example/post\n"
            "http://shop.example/unsubscribe\nhttp://shop.example/reset?token=abc123\n",
            settings,
        )
    assert sorted(asked) == [("HEAD", "/a"), ("HEAD", "/gone"), ("HEAD", "/post")]
    assert {(one.url, one.problem, one.unasked) for one in found.links} == {
        ("http://shop.example/a", "", ""),
        ("http://shop.example/gone", "it answers with status 404", ""),
        ("http://shop.example/post", "", ""),
        ("http://shop.example/unsubscribe", "", "it may unsubscribe the reader"),
        (
            "http://shop.example/reset?token=***",
            "",
            "it carries a token, which a look could use up",
        ),
    }


async def test_nothing_is_asked_without_permission() -> None:
    found = await seen("http://shop.example/a", Settings(resolvers=NOWHERE), follow=False)
    [link] = found.links
    assert (link.status, link.problem) == (0, "")
    assert link.unasked == "links are asked only with --follow-links"


async def test_a_link_into_the_private_network_is_not_dialled() -> None:
    found = await seen("http://127.0.0.1:1/admin", Settings(resolvers=NOWHERE))
    [link] = found.links
    assert (link.problem, link.ours) == ("", False)
    assert "not a public address" in link.unasked


async def test_a_look_up_that_failed_is_no_dead_link() -> None:
    found = await seen("http://shop.example/a", Settings(resolvers=NOWHERE))
    [link] = found.links
    assert link.problem == ""
    assert "could not be" in link.unasked or "failed" in link.unasked
