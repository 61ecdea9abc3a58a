from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.net.http import cookies
from launchready.net.http.cookies import CookieJar

SITE = "https://www.shop.example/a/b"
NOW = 1_700_000_000.0


def jar(*lines: str, url: str = SITE) -> CookieJar:
    made = CookieJar(clock=lambda: NOW)
    made.store(url, lines)
    return made


@pytest.mark.parametrize(
    ("line", "url", "sent"),
    [
        ("a=1", SITE, True),
        ("a=1", "https://www.shop.example/a/", True),
        ("a=1", "https://www.shop.example/", False),
        ("a=1", "https://www.shop.example/ab", False),
        ("a=1; Path=/", "https://www.shop.example/", True),
        ("a=1; Path=/a", "https://www.shop.example/a?q", True),
        ("a=1; Path=/a", "https://www.shop.example/ab", False),
        ("a=1; Path=no-slash", "https://www.shop.example/a/x", True),
        ("a=1; Path=/", "https://shop.example/", False),
        ("a=1; Path=/", "https://x.www.shop.example/", False),
        ("a=1; Path=/; Domain=shop.example", "https://shop.example/", True),
        ("a=1; Path=/; Domain=.shop.example", "https://other.shop.example/", True),
        ("a=1; Path=/; Domain=shop.example", "https://evilshop.example/", False),
        ("a=1; Path=/; Domain=evil.example", "https://evil.example/", False),
        ("a=1; Path=/; Domain=example", "https://other.example/", False),
        ("a=1; Path=/; Domain=deep.www.shop.example", SITE, False),
        ("a=1; Secure", SITE, True),
        ("a=1; Secure", "http://www.shop.example/a/b", False),
        ("a=1", "http://www.shop.example/a/b", True),
        ("a=1; Max-Age=10", SITE, True),
        ("a=1; Max-Age=0", SITE, False),
        ("a=1; Max-Age=-1", SITE, False),
        ("a=1; Max-Age=99999999999999999999", SITE, True),
        ("a=1; Max-Age=soon", SITE, True),
        ("a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT", SITE, False),
        ("a=1; Expires=Wed, 21-Oct-45 07:28:00 GMT", SITE, True),
        ("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=5", SITE, True),
        ("a=1; Expires=never", SITE, True),
        ("a=1; Expires=Wed, 99 Oct 2015 77:28:00 GMT", SITE, True),
        ("__Secure-a=1", SITE, False),
        ("__Secure-a=1; Secure", SITE, True),
        ("__Host-a=1; Secure; Path=/", SITE, True),
        ("__Host-a=1; Secure; Path=/a", SITE, False),
        ("__Host-a=1; Secure; Path=/; Domain=www.shop.example", SITE, False),
        ("no equals sign", SITE, False),
        ("=nameless", SITE, False),
        ("", SITE, False),
        ("a=1\r\nEvil: 1", SITE, False),
        ("a=" + "1" * 5000, SITE, False),
    ],
    ids=lambda value: str(value)[:60].encode("unicode_escape").decode(),
)
def test_a_cookie_goes_where_a_browser_sends_it(line: str, url: str, sent: bool) -> None:
    assert bool(jar(line).header(url)) is sent


def test_the_header_has_the_longest_path_first_then_the_oldest() -> None:
    made = jar("b=2; Path=/", "c=3; Path=/", "a=1; Path=/a")
    assert made.header(SITE) == "a=1; b=2; c=3"


def test_a_cookie_is_replaced_and_deleted() -> None:
    made = jar("a=1; Path=/", "a=2; Path=/")
    assert made.header(SITE) == "a=2"
    made.store(SITE, ["a=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT"])
    assert (made.header(SITE), len(made)) == ("", 0)


def test_a_cookie_ends_with_its_time() -> None:
    now = [NOW]
    made = CookieJar(clock=lambda: now[0])
    made.store(SITE, ["a=1; Max-Age=10"])
    now[0] += 11
    assert made.header(SITE) == ""


def test_what_is_remembered_of_cookies_ends_with_the_first_of_them() -> None:
    now = [NOW]
    made = CookieJar(clock=lambda: now[0])
    made.store(SITE, ["a=1; Max-Age=10; Path=/", "b=2; Max-Age=20; Path=/"])
    assert made.header(SITE) == made.header(SITE) == "a=1; b=2"
    now[0] += 11
    assert made.header(SITE) == made.header(SITE) == "b=2"
    now[0] += 10
    assert made.header(SITE) == made.header(SITE) == ""
    made.store(SITE, ["c=3; Path=/"])
    assert made.header(SITE) == "c=3"
    for number in range(200):
        assert made.header(f"{SITE}?{number}") == "c=3"


def test_an_address_shares_with_nobody() -> None:
    made = jar("a=1; Domain=2.3.4; Path=/", "b=1; Domain=1.2.3.4; Path=/", url="http://1.2.3.4/")
    assert [(each.name, each.host_only) for each in made] == [("b", True)]


def test_a_jar_does_not_grow_without_end() -> None:
    made = jar(*(f"a{number}=1" for number in range(5000)))
    assert len(made) == 50


def test_values_stay_out_of_repr() -> None:
    assert "hunter2" not in repr(list(jar("sid=hunter2")))


@settings(deadline=None)
@given(st.text(max_size=120) | st.text("a=;1:-/ ,JanExpiresMaxAgeDomain.", max_size=80))
def test_any_line_is_kept_safely_or_ignored(line: str) -> None:
    header = jar(f"a=1; {line}", line).header(SITE)
    assert "\r" not in header
    assert "\n" not in header


def test_a_cookie_that_is_set_anew_keeps_its_place() -> None:
    kept = jar("a=1; Path=/", "b=1; Path=/", "long=1; Path=/a", "a=2; Path=/")
    assert kept.header(SITE) == "long=1; a=2; b=1"


def test_a_line_that_changed_nothing_is_read_again_once_something_changed() -> None:
    kept = jar("a=1; Path=/", "a=1; Path=/", "a=1; Path=/")
    kept.store(SITE, ["a=2; Path=/"])
    assert kept.header(SITE) == "a=2"
    kept.store(SITE, ["a=1; Path=/"])
    assert kept.header(SITE) == "a=1"
    kept.store(SITE, ["a=; Path=/; Max-Age=0"])
    assert kept.header(SITE) == ""
    kept.store(SITE, ["a=1; Path=/"])
    assert kept.header(SITE) == "a=1"


def test_the_same_line_belongs_to_the_host_that_sent_it() -> None:
    kept = jar("a=1; Path=/")
    kept.store("https://other.example/a/b", ["a=1; Path=/"])
    assert kept.header("https://other.example/") == "a=1"
    assert len(kept) == 2
    assert jar("a=1", url="https://other.example/").header(SITE) == ""


def test_an_end_in_time_is_counted_from_each_answer() -> None:
    now = [NOW]
    kept = CookieJar(clock=lambda: now[0])
    for _ in range(3):
        kept.store(SITE, ["a=1; Path=/; Max-Age=10"])
        now[0] += 8
        assert kept.header(SITE) == "a=1"
    now[0] += 3
    assert kept.header(SITE) == ""


def test_what_jars_remember_is_bounded() -> None:
    kept = jar()
    for number in range(2000):
        kept.store(f"https://www.shop.example/{number}", ["a=1; Path=/"])
        kept.store(f"https://www.shop.example/{number}", [f"b={number}; Path=/"])
    assert len(kept._stored) <= 50
    assert len(cookies._known) <= cookies._MOST_SETS
    assert kept.header(SITE) == "a=1; b=1999"
