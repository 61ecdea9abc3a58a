from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.content_type_options_missing import content_type_options_missing
from launchready.facts.page import Page

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
