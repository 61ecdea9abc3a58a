from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.net.failure import Failure
from launchready.net.http.url import join, parse


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("http://shop.example", "http://shop.example/"),
        ("HTTPS://Shop.Example:443/A", "https://shop.example/A"),
        ("http://shop.example:80/", "http://shop.example/"),
        ("https://shop.example:8443", "https://shop.example:8443/"),
        ("https://shop.example:/x", "https://shop.example/x"),
        (" https://shop.example/ ", "https://shop.example/"),
        ("https://shop.example/#part", "https://shop.example/"),
        ("https://shop.example?q=1", "https://shop.example/?q=1"),
        ("https://münchen.example/ä?ö", "https://xn--mnchen-3ya.example/%C3%A4?%C3%B6"),
        ('https://shop.example/a b"<>`', "https://shop.example/a%20b%22%3C%3E%60"),
        ("https://shop.example/a%20b", "https://shop.example/a%20b"),
        ("https://shop.example/?q='<", "https://shop.example/?q=%27%3C"),
        ("https://[2001:DB8::1]:8443/", "https://[2001:db8::1]:8443/"),
        ("https://192.0.2.1/", "https://192.0.2.1/"),
        ("https://shop.example./", "https://shop.example./"),
        ("https://_dmarc.shop.example/", "https://_dmarc.shop.example/"),
        ("https:\\\\shop.example\\a?b\\c", "https://shop.example/a?b\\c"),
    ],
)
def test_addresses_are_read_as_browsers_do(text: str, becomes: str) -> None:
    assert str(parse(text)) == becomes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "shop.example",
        "//shop.example/",
        "ftp://shop.example/",
        "javascript:alert(1)",
        "http://",
        "http:///path",
        "https://user@shop.example/",
        "https://user:pass@shop.example/",
        "https://@shop.example/",
        "https://shop.example:0/",
        "https://shop.example:65536/",
        "https://shop.example:-1/",
        "https://shop.example:port/",
        "https://shop.example/\r\nEvil: 1",
        "https://shop.example/\0",
        "https://shop.example\t.evil/",
        "https://shop..example/",
        "https://.shop.example/",
        "https://sh op.example/",
        "https://shop%2eexample/",
        "https://-shop.example/",
        "https://[::1/",
        "https://[fe80::1%25eth0]/",
        "https://[not-v6]/",
        f"https://{'a' * 64}.example/",
        f"https://{'a.' * 200}example/",
        f"https://shop.example/{'a' * 9000}",
        f"https://{'ü' * 300}.example/",
    ],
    ids=lambda text: text[:40].encode("unicode_escape").decode() + str(len(text)),
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Failure, match="parse: "):
        parse(text)


@pytest.mark.parametrize(
    ("location", "becomes"),
    [
        ("/x", "https://shop.example/x"),
        ("x", "https://shop.example/a/x"),
        ("../x/./y", "https://shop.example/x/y"),
        ("?q", "https://shop.example/a/b?q"),
        ("", "https://shop.example/a/b?c"),
        ("#part", "https://shop.example/a/b?c"),
        ("//other.example/x", "https://other.example/x"),
        ("\\\\other.example/x", "https://other.example/x"),
        ("/\\other.example/x", "https://other.example/x"),
        ("http://other.example", "http://other.example"),
        (" /x ", "https://shop.example/x"),
        ("/caf\xc3\xa9", "https://shop.example/café"),
        ("/caf\xe9", "https://shop.example/café"),
        ("javascript:a\\b", "javascript:a\\b"),
    ],
)
def test_a_location_is_resolved_as_browsers_do(location: str, becomes: str) -> None:
    assert join(parse("https://shop.example/a/b?c"), location) == becomes


@settings(deadline=None)
@given(st.text(max_size=80) | st.text("htps:/\\.@[]%#?a1 \t", max_size=30).map("http://a".__add__))
def test_whatever_is_read_is_safe_on_a_request_line(text: str) -> None:
    try:
        url = parse(text)
    except Failure:
        return
    line = f"{url.authority} {url.target}"
    assert line.isascii()
    assert line.isprintable()
    assert line.count(" ") == 1
    assert parse(str(url)) == url


@settings(deadline=None)
@given(st.text(st.characters(max_codepoint=255), max_size=60))
def test_any_location_resolves_or_fails_in_words(location: str) -> None:
    with suppress(Failure):
        assert parse(join(parse("https://shop.example/a/b"), location)).host
