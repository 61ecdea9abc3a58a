from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.headers.content_type_options_missing import content_type_options_missing
from launchready.facts.http import Exchange
from launchready.facts.page import Page


def page(
    *headers: tuple[str, str], url: str = "https://shop.example/", status: int = 200, **more: Any
) -> Page:
    return Page("shop.example", Exchange(url, status, tuple(headers)), **more)


FIRES = [
    pytest.param(
        page(), "shop.example lets browsers guess the type of what it serves.", id="missing"
    ),
    pytest.param(
        page(("X-Content-Type-Options", "sniff")),
        "shop.example lets browsers guess the type of what it serves.",
        id="wrong word",
    ),
]
QUIET = [
    pytest.param(page(("X-Content-Type-Options", "NoSniff")), id="sent"),
    pytest.param(page(status=500), id="an error"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(content_type_options_missing.judge(fact, None), absence=True)


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(content_type_options_missing.judge(fact, None))
