from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page

from launchready.checks.headers.hsts_too_short import hsts_too_short
from launchready.facts.page import Page
from launchready.facts.platform import Platform
from launchready.profiles import load_profile

FIRES = [
    pytest.param(
        page(("Strict-Transport-Security", "max-age=86400")),
        "shop.example asks browsers to use https only for 1 day instead of 180 days.",
        id="one day",
    ),
    pytest.param(
        page(("Strict-Transport-Security", "max-age=300")),
        "shop.example asks browsers to use https only for 5 minutes instead of 180 days.",
        id="five minutes",
    ),
]
QUIET = [
    pytest.param(page(("Strict-Transport-Security", "max-age=15552000")), id="half a year"),
    pytest.param(page(), id="absent is hsts-missing"),
    pytest.param(page(("Strict-Transport-Security", "max-age=0")), id="off is hsts-missing"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(hsts_too_short.judge(fact, load_profile(), None))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(hsts_too_short.judge(fact, load_profile(), None))


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("max-age=300", "max-age=15552000"),
        ("max-age=300; includeSubDomains", "max-age=15552000; includeSubDomains"),
        (
            "max-age=300; preload; includeSubDomains",
            "max-age=15552000; includeSubDomains; preload",
        ),
    ],
)
def test_the_fix_keeps_what_the_header_grants_already(header: str, wanted: str) -> None:
    fact = page(("Strict-Transport-Security", header))
    [finding] = hsts_too_short.judge(fact, load_profile(), Platform(edge="Cloudflare"))
    assert finding.fix.endswith(f"value `{wanted}`.")
