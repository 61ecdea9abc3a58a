from __future__ import annotations

import pytest

from launchready.derive.mail.message.links import is_of, links_of, mask_link
from launchready.derive.mail.message.parse import parse_message


def found(kind: str, text: str, head: str = "") -> list[tuple[str, bool, bool]]:
    raw = f"From: a@b.example\r\n{head}Content-Type: {kind}\r\n\r\n{text}"
    links, _ = links_of(parse_message(raw.encode()))
    return [(one.url, one.picture, one.unsubscribe) for one in links]


@pytest.mark.parametrize(
    ("kind", "text", "links"),
    [
        ("text/plain", "See https://shop.example/a.", [("https://shop.example/a", False, False)]),
        ("text/plain", "(https://shop.example/a)", [("https://shop.example/a", False, False)]),
        (
            "text/plain",
            "Unsubscribe: https://esp.example/x1",
            [("https://esp.example/x1", False, True)],
        ),
        (
            "text/html",
            '<a href="https://esp.example/x1">Click <b>to unsubscribe</b></a>',
            [("https://esp.example/x1", False, True)],
        ),
        (
            "text/html",
            '<img src="https://cdn.example/a.png"><a href="mailto:x@y.example">m</a>',
            [("https://cdn.example/a.png", True, False)],
        ),
        (
            "text/html",
            "<a href='https://shop.example/?a=1&amp;b=2'>go</a>",
            [("https://shop.example/?a=1&b=2", False, False)],
        ),
        ("text/html", "<a href='javascript:alert(1)'>x</a><a href='https://['>y</a>", []),
        ("text/html", "<a href='https://shop.example/\x01'>x</a>", []),
    ],
)
def test_finds_links(kind: str, text: str, links: list[tuple[str, bool, bool]]) -> None:
    assert found(kind, text) == links


def test_an_address_of_list_unsubscribe_is_one_wherever_it_stands() -> None:
    head = "List-Unsubscribe: <https://shop.example/q/7>\r\n"
    assert found("text/plain", "https://shop.example/q/7", head) == [
        ("https://shop.example/q/7", False, True)
    ]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/verify?token=abc", "https://a.example/verify?token=***"),
        ("https://a.example/verify/5f3c9d1e8b7a6c5d4e3f", "https://a.example/verify/***"),
        ("https://u:p@a.example/", "https://***@a.example/"),
        ("https://a.example/getting-started", "https://a.example/getting-started"),
        ("https://a.example/x#secret", "https://a.example/x"),
    ],
)
def test_tokens_are_masked(url: str, shown: str) -> None:
    assert mask_link(url) == shown


def test_a_name_that_merely_ends_alike_is_not_ours() -> None:
    assert is_of("app.shop.example", (), "shop.example")
    assert is_of("other.test", ("other.test",), "shop.example")
    assert not is_of("evilshop.example", (), "shop.example")
    assert not is_of("anything.example", (), "")
