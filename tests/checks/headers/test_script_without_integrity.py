from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.script_without_integrity import script_without_integrity
from launchready.facts.page import Page, Resource

FIRES = [
    pytest.param(
        page(resources=(Resource("script", "https://unpkg.com/alpinejs"),)),
        "shop.example loads 1 unpinned file from a public package network, the first from"
        " unpkg.com.",
        id="unpinned",
    ),
    pytest.param(
        page(
            resources=(
                Resource("script", "https://cdn.polyfill.io/v3/p.js", integrity=True),
                Resource("link", "https://cdn.jsdelivr.net/a.css", rel="stylesheet"),
            )
        ),
        "shop.example loads 2 unpinned files from a public package network, the first from"
        " cdn.polyfill.io.",
        id="taken over",
    ),
]
QUIET = [
    pytest.param(
        page(resources=(Resource("script", "https://unpkg.com/a@1/a.js", integrity=True),)),
        id="pinned",
    ),
    pytest.param(
        page(resources=(Resource("script", "https://js.stripe.com/v3/"),)),
        id="payments cannot be pinned",
    ),
    pytest.param(page(resources=(Resource("a", "https://unpkg.com/a"),)), id="a link to it"),
    pytest.param(page(resources=(Resource("script", "https://shop.example/a.js"),)), id="own"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(script_without_integrity.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(script_without_integrity.judge(fact))
