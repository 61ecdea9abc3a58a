from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.headers.referrer_policy_leaks import referrer_policy_leaks
from launchready.facts.http import Exchange
from launchready.facts.page import Page


def page(
    *headers: tuple[str, str], url: str = "https://shop.example/", status: int = 200, **more: Any
) -> Page:
    return Page("shop.example", Exchange(url, status, tuple(headers)), **more)


FIRES = [
    pytest.param(
        page(("Referrer-Policy", "unsafe-url")),
        "shop.example hands full page addresses to other sites: its policy is `unsafe-url`.",
        id="unsafe",
    ),
    pytest.param(
        page(("Referrer-Policy", "no-referrer, unsafe-url")),
        "shop.example hands full page addresses to other sites: its policy is `unsafe-url`.",
        id="last one counts",
    ),
]
QUIET = [
    pytest.param(page(("Referrer-Policy", "strict-origin-when-cross-origin")), id="safe"),
    pytest.param(page(("Referrer-Policy", "unsafe-url, strict-origin")), id="fallback first"),
    pytest.param(
        page(("Referrer-Policy", "unsafe-url"), referrer_meta="no-referrer"), id="meta overrides"
    ),
    pytest.param(page(), id="none"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(referrer_policy_leaks.judge(fact, None))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(referrer_policy_leaks.judge(fact, None))
