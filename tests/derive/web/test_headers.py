"""Parsers of hostile headers and small files."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.headers.csp import read_policies, read_policy
from launchready.derive.headers.csp_mistakes import mistakes
from launchready.derive.headers.csp_rules import any_source, base_uri, inline_scripts, plugins
from launchready.derive.headers.framing import framing
from launchready.derive.headers.hsts import Hsts, read_hsts
from launchready.derive.headers.set_cookie import Cookie, read_cookie
from launchready.derive.page.link_header import canonical_links
from launchready.derive.page.robots import read_robots, robots_tag
from launchready.derive.page.security_txt import read_security_txt
from launchready.derive.page.traces import says_not_found, traces


@pytest.mark.parametrize(
    ("header", "policy"),
    [
        ("max-age=31536000", Hsts(31536000)),
        ('max-age="31536000"', Hsts(31536000)),
        (" Max-Age = 1 ;; includeSubDomains; preload;", Hsts(1, True, True)),
        ('max-age=1; note="a;b"', Hsts(1)),
        ("max-age=-1", Hsts(problem="`max-age=-1` is not a number of seconds")),
        ("max-age=1.5", Hsts(problem="`max-age=1.5` is not a number of seconds")),
        ("max-age=1; max-age=1", Hsts(problem="`max-age` stands in it twice")),
        ("max-age 1", Hsts(problem="`max-age 1` is not a directive")),
        ("", Hsts(problem="it has no `max-age`")),
    ],
)
def test_hsts_is_read_as_the_standard_says(header: str, policy: Hsts) -> None:
    assert read_hsts(header) == policy


def test_policies_in_one_header_all_count() -> None:
    assert len(read_policies(["script-src 'self', object-src 'none'"])) == 2
    assert read_policies(["", " ; ,"]) == ()


def test_a_meta_policy_cannot_speak_about_frames() -> None:
    [policy] = read_policies([], ["frame-ancestors 'none'; img-src *"])
    assert [one.name for one in policy.directives] == ["img-src"]


def test_a_worker_falls_back_on_scripts() -> None:
    effective = read_policy("script-src 'self'").effective("worker-src")
    assert str(effective) == "script-src 'self'"


@pytest.mark.parametrize(
    ("header", "cookie"),
    [
        ("a=***", Cookie("a")),
        ("a=***; Secure; HttpOnly; SameSite=LAX", Cookie("a", True, True, "lax")),
        ("a=***; Domain=.Shop.Example; Path=/x", Cookie("a", domain="shop.example", path="/x")),
        ("a=***; SameSite=whatever", Cookie("a")),
        ("a=; Path=/", Cookie("a", path="/", deleted=True)),
        ("a=***; Max-Age=0", Cookie("a", deleted=True)),
        ("just-a-value", None),
        ("=***", None),
    ],
)
def test_cookies_are_read_as_browsers_do(header: str, cookie: Cookie | None) -> None:
    assert read_cookie(header) == cookie


def test_a_crawler_obeys_its_own_group_alone() -> None:
    robots = read_robots("User-agent: *\nDisallow: /\n\nUser-agent: Googlebot\nDisallow: /cart\n")
    assert robots.forbids("*")
    assert not robots.forbids("googlebot")


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        ("User-agent: *\nDisallow: /", True),
        ("user-agent:*\ndisallow:/ # all", True),
        ("User-agent: *\nDisallow: *", True),
        ("User-agent: *\nDisallow:", False),
        ("User-agent: *\nDisallow: /\nAllow: /$", False),
        ("User-agent: *\nDisallow: /\nAllow: /", False),
        ("User-agent: *\nDisallow: /admin", False),
        ("User-agent: GPTBot\nDisallow: /", False),
        ("User-agent: a\nUser-agent: *\nDisallow: /", True),
        ("Disallow: /", False),
        ("", False),
    ],
)
def test_the_root_is_forbidden_only_by_a_rule_for_everybody(text: str, forbidden: bool) -> None:
    assert read_robots(text).forbids("*") is forbidden


def test_a_robots_tag_for_another_crawler_does_not_count() -> None:
    assert robots_tag(["otherbot: noindex", "googlebot: noindex, nofollow"]) == (
        "noindex",
        "nofollow",
    )
    assert robots_tag(["max-snippet: 5, noindex"]) == ("max-snippet: 5", "noindex")


def test_the_link_header_names_the_canonical_address() -> None:
    headers = ['</a>; rel=preload, </b>; rel="canonical"', "<http://[>; rel=canonical"]
    assert canonical_links("https://shop.example/", headers) == ("https://shop.example/b",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Contact: mailto:a@b.example\nExpires: 2030-01-31T00:00:00Z", ""),
        ("Expires: 2030-01-31T00:00:00Z", "it has no `Contact:` line"),
        ("Contact: https://b.example", "it has no `Expires:` line"),
        (
            "Contact: x\nExpires: soon",
            "`Expires: soon` is not a date like 2030-01-31T00:00:00Z",
        ),
        (
            "Contact: x\nExpires: 2030-01-31T00:00:00Z\nExpires: 2031-01-31T00:00:00Z",
            "it has more than one `Expires:` line",
        ),
    ],
)
def test_a_security_txt_needs_a_contact_and_one_date(text: str, problem: str) -> None:
    assert read_security_txt(text).problem == problem


def test_the_date_of_a_security_txt_is_utc() -> None:
    file = read_security_txt("Contact: x\nExpires: 2030-01-31T02:00:00+02:00")
    assert file.expires == datetime(2030, 1, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Using the URLconf defined in <code>shop.urls</code>", "a Django debug page"),
        ("at Layer.handle (/srv/node_modules/express/lib/router.js:95:5)", "a Node.js stack trace"),
        ("at com.shop.Orders.get(Orders.java:12)", "a Java stack trace"),
        ("at Shop.Get(Int32 id) in C:\\src\\Shop.cs:line 12", "a .NET stack trace"),
        ("Warning: fopen(x) in /var/www/a.php on line 3", "a PHP error"),
        ("File &quot;/srv/a.py&quot;, line 3, in get", "a Python traceback"),
        ("app/models/a.rb:12:in `get'", "a Ruby stack trace"),
        ("SQLSTATE[42S02]: Base table not found", "a database error"),
    ],
)
def test_traces_are_named(text: str, kind: str) -> None:
    assert [one.kind for one in traces(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "<h1>404</h1><p>Look at our shop at /shoes/index.html instead.</p>",
        "We answer at 9:30:00 on line 2 of the hotline.",
        "Warning: cookies are required.",
    ],
)
def test_plain_error_pages_hold_no_trace(text: str) -> None:
    assert not traces(text)
    assert says_not_found("Page not found", "")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_no_text_breaks_a_parser(text: str) -> None:
    read_hsts(text)
    read_cookie(text)
    robots = read_robots(text)
    assert robots.forbids("*") in {True, False}
    robots_tag([text])
    read_security_txt(text)
    canonical_links("https://shop.example/", [text])
    framing([text], [text])
    assert len(traces(text)) <= 3
    for policy in read_policies([text], [text]):
        tuple(mistakes(policy))
        for rule in (inline_scripts, any_source, base_uri, plugins):
            rule(policy)
