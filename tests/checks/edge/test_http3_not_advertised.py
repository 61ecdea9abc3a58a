from __future__ import annotations

import pytest
from tests.checks.findings import complete

from launchready.checks.edge.http3_not_advertised import http3_not_advertised as check
from launchready.facts.http import Exchange
from launchready.facts.page import Page
from launchready.facts.platform import EdgeView


def page(*headers: tuple[str, str], scheme: str = "https") -> Page:
    return Page("shop.example", Exchange(f"{scheme}://shop.example/", 200, headers))


def view(edge: str) -> EdgeView:
    return EdgeView("shop.example", edge)


def test_fires_in_words_a_founder_understands() -> None:
    seen, edge = page(), view("Cloudflare")
    [finding] = complete(check.judge(seen, edge, None))
    assert finding.message == "shop.example is behind Cloudflare, and does not offer HTTP/3."


@pytest.mark.parametrize(
    ("seen", "edge"),
    [
        pytest.param(page(), view("Cloudflare"), id="not named"),
        pytest.param(page(("Alt-Svc", "clear")), view("Fastly"), id="cleared"),
    ],
)
def test_fires(seen: Page, edge: EdgeView) -> None:
    assert complete(check.judge(seen, edge, None))


@pytest.mark.parametrize(
    ("seen", "edge"),
    [
        pytest.param(page(("alt-svc", 'h3=":443"; ma=86400')), view("Cloudflare"), id="named"),
        pytest.param(page(), view(""), id="no edge"),
        pytest.param(page(), view("Vercel"), id="an edge without it"),
        pytest.param(page(scheme="http"), view("Cloudflare"), id="plain HTTP"),
    ],
)
def test_stays_quiet(seen: Page, edge: EdgeView) -> None:
    assert list(check.judge(seen, edge, None)) == []
