from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.page.assets import assets, fingerprinted, first_of_each
from launchready.facts.cache import AssetKind

BASE = "https://shop.example/"


@pytest.mark.parametrize(
    "path",
    [
        "assets/index-DkQ3h9Zb.js",
        "assets/index-B_x2-9Qa.css",
        "app.3f9c2a71.js",
        "app-3f9c2a71b2c3d4e5f6a7b8c9d0e1f2a3.css",
        "main.5e7b1a4cdd.chunk.js",
        "_next/static/chunks/pages/_app.js",
        "styles.css?v=12",
        "jquery-3.7.1.min.js",
        "static/2.8d1f9c3b.chunk.js",
    ],
)
def test_a_name_that_changes_with_the_content(path: str) -> None:
    assert fingerprinted(BASE + path)


@pytest.mark.parametrize(
    "path",
    [
        "app.js",
        "js/bootstrap.min.js",
        "css/styles.css",
        "vendor/jquery-ui.js",
        "assets/application.css",
        "analytics.js",
        "assets/dashboard-overview.js",
        "",
    ],
)
def test_a_name_that_stays(path: str) -> None:
    assert not fingerprinted(BASE + path)


PAGE = """<script src="/app.js"></script><script>let a = 1</script>
<link rel="stylesheet" href="app.css"><link rel="icon" href="/i.png">
<link rel="modulepreload" href="/chunk.js"><img src="https://cdn.shop.example/a.webp">
<img src="data:image/png;base64,AAAA"><script src="https://other.example/x.js"></script>
<script src="http://shop.example:8080/y.js"></script><script src="/app.js#again"></script>"""


def test_only_files_of_the_same_site_count_and_each_once() -> None:
    found = assets(PAGE, BASE, "shop.example")
    assert [(one.url.removeprefix("https://"), one.kind) for one in found] == [
        ("shop.example/app.js", AssetKind.SCRIPT),
        ("shop.example/app.css", AssetKind.STYLE),
        ("shop.example/chunk.js", AssetKind.SCRIPT),
        ("cdn.shop.example/a.webp", AssetKind.IMAGE),
    ]


def test_the_first_of_each_kind_goes_before_a_second_script() -> None:
    found = first_of_each(assets(PAGE, BASE, "shop.example"), 3)
    assert [one.kind for one in found] == [AssetKind.SCRIPT, AssetKind.STYLE, AssetKind.IMAGE]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_address_breaks_it(place: str) -> None:
    page = f'<script src="{place}"></script>'
    for one in assets(page, BASE, "shop.example"):
        fingerprinted(one.url)
