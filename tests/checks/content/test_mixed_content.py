from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.content.mixed_content import mixed_content
from launchready.facts.page import Page, Resource

FIRES = [
    pytest.param(
        page(resources=(Resource("script", "http://cdn.example/a.js"),)),
        "shop.example loads 1 thing over plain http, which browsers block.",
        id="a script",
    ),
    pytest.param(
        page(
            resources=(
                Resource("img", "http://a.example/1.png"),
                Resource("img", "http://a.example/2.png"),
            )
        ),
        "shop.example loads 2 things over plain http, which browsers may drop.",
        id="pictures",
    ),
    pytest.param(
        page(resources=(Resource("link", "http://a.example/a.css", rel="stylesheet"),)),
        "shop.example loads 1 thing over plain http, which browsers block.",
        id="a style",
    ),
]
QUIET = [
    pytest.param(page(resources=(Resource("a", "http://a.example/"),)), id="a link to click"),
    pytest.param(
        page(resources=(Resource("link", "http://gmpg.org/xfn/11", rel="profile"),)),
        id="a profile link",
    ),
    pytest.param(
        page(
            ("Content-Security-Policy", "upgrade-insecure-requests"),
            resources=(Resource("img", "http://a.example/1.png"),),
        ),
        id="upgraded",
    ),
    pytest.param(
        page(
            csp_meta=("upgrade-insecure-requests",),
            resources=(Resource("img", "http://a.example/1.png"),),
        ),
        id="upgraded by meta",
    ),
    pytest.param(
        page(url="http://shop.example/", resources=(Resource("script", "http://a.example/"),)),
        id="a plain page",
    ),
    pytest.param(page(resources=(Resource("img", "http://127.0.0.1/a"),)), id="the own machine"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(mixed_content.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(mixed_content.judge(fact))
