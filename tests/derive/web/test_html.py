from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.page.html import LIMIT, Tag, tokens
from launchready.derive.page.reading import LINKS, RESOURCES, content_hash, read_page

BASE = "https://shop.example/a/"
SNIPPETS = st.sampled_from(
    [
        *("<", ">", "<a ", "<a href=", '"', "'", "=", "/", "<!--", "-->", "<script>", "</script>"),
        *("&amp;", "<base href=", "<template>", "</template>", "srcset=", "http://[", "<!"),
        *("\x00", "<title>", " x "),
    ]
)


def tags(html: str) -> list[tuple[str, dict[str, str]]]:
    return [(one.name, one.attributes()) for one in tokens(html) if isinstance(one, Tag)]


@pytest.mark.parametrize(
    ("html", "attributes"),
    [
        ("<a href=\"/x\" title='y'>", {"href": "/x", "title": "y"}),
        ("<A HREF=/x>", {"href": "/x"}),
        ("<a href=/x/>", {"href": "/x/"}),
        ('<a href="a>b">', {"href": "a>b"}),
        ('<a href="/1" href="/2">', {"href": "/1"}),
        ("<a\nhref = '/x'\n>", {"href": "/x"}),
        ("<a href='?a=1&amp;b=2'>", {"href": "?a=1&b=2"}),
        ("<a disabled href=x>", {"disabled": "", "href": "x"}),
        ("<a = = >", {"=": ""}),
        ("<a b= >", {"b": ""}),
        ('<a b=c"d>', {"b": 'c"d'}),
    ],
)
def test_attributes_are_read_as_browsers_do(html: str, attributes: dict[str, str]) -> None:
    assert tags(html) == [("a", attributes)]


@pytest.mark.parametrize(
    "html",
    [
        "<!-- <img src=x> -->",
        "<script>'<img src=x>'</script>",
        "<textarea><img src=x></textarea>",
        '<p title="<img src=x>">',
        "<img src=x",
        '<img src="x>',
    ],
)
def test_what_is_no_tag_loads_nothing(html: str) -> None:
    assert "img" not in [name for name, _ in tags(html)]


def test_what_a_template_holds_is_not_loaded() -> None:
    page = read_page(BASE, "<template><img src=/1></template><img src=/2>")
    assert [one.url for one in page.resources] == ["https://shop.example/2"]


def test_relative_addresses_follow_the_first_base() -> None:
    html = '<base href="https://cdn.example/x/"><base href="/no/"><script src="a.js"></script>'
    assert read_page(BASE, html).resources[0].url == "https://cdn.example/x/a.js"


def test_links_to_nowhere_are_left_out() -> None:
    html = "".join(
        f'<a href="{url}">x</a>'
        for url in ("#top", "mailto:a@b.example", "tel:1", "javascript:x()", "data:,x", "http://[")
    )
    assert read_page(BASE, html).resources == []


def test_every_candidate_of_a_srcset_is_loaded() -> None:
    page = read_page(BASE, '<img srcset="http://a.example/1 1x, /2 2x">')
    assert [one.url for one in page.resources] == ["http://a.example/1", "https://shop.example/2"]


def test_query_secrets_are_masked() -> None:
    page = read_page(BASE, '<script src="/a.js?token=s3cr3t&v=3"></script>')
    assert page.resources[0].url == "https://shop.example/a.js?token=***&v=3"


def test_scripts_that_hold_data_are_not_inline_scripts() -> None:
    html = '<script type="application/ld+json">{}</script><script>x()</script><script></script>'
    assert read_page(BASE, html).inline_scripts == 1


def test_links_do_not_crowd_out_scripts() -> None:
    html = '<a href="/x">x</a>' * 5000 + '<script src="/a.js"></script>'
    page = read_page(BASE, html)
    assert len(page.resources) == LINKS + 1
    assert len(read_page(BASE, "<img src=x>" * 5000).resources) == RESOURCES


def test_equal_text_has_an_equal_hash_whatever_its_white_space() -> None:
    words = "All about shoes. " * 30
    first = read_page(BASE, f"<title>Shop</title><p>{words}</p><input name=csrf value=1>")
    other = read_page("https://staging.example/", f"<title>Shop</title>\n<p>{words}\n</p>")
    assert content_hash(first) == content_hash(other)


def test_two_empty_shells_of_different_apps_differ() -> None:
    shells = [f"<div id=root></div><script src=/{name}.js></script>" for name in "ab"]
    assert len({content_hash(read_page(BASE, shell)) for shell in shells}) == 2
    assert content_hash(read_page(BASE, "")) == ""


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(SNIPPETS, st.text(max_size=8)), max_size=60))
def test_no_page_breaks_the_reader(parts: list[str]) -> None:
    page = read_page(BASE, "".join(parts))
    assert all(one.url.startswith(("http://", "https://")) for one in page.resources)


@pytest.mark.parametrize(
    "part",
    ["<", "<a ", '<a b="', "<a b='\" ", "<!--", "<script>", "</", "<a a=", "<a b   ", "<?", "&"],
)
def test_a_hostile_megabyte_does_not_hang_the_reader(part: str) -> None:
    began = time.monotonic()
    read_page(BASE, part * (LIMIT // len(part)))
    assert time.monotonic() - began < 20
