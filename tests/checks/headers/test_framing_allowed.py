from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import page, under_policy

from launchready.checks.headers.framing_allowed import framing_allowed
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        page(),
        "Any website can show shop.example inside a frame: it sends neither `frame-ancestors`"
        " nor `X-Frame-Options`.",
        id="nothing",
    ),
    pytest.param(
        page(("X-Frame-Options", "ALLOW-FROM https://a.example")),
        "Any website can show shop.example inside a frame: browsers ignore `X-Frame-Options:"
        " ALLOW-FROM`.",
        id="obsolete",
    ),
    pytest.param(
        page(("Content-Security-Policy", "frame-ancestors *"), ("X-Frame-Options", "DENY")),
        "Any website can show shop.example inside a frame: `frame-ancestors *` allows every"
        " website.",
        id="open list",
    ),
    pytest.param(
        page(csp_meta=("frame-ancestors 'none'",)),
        "Any website can show shop.example inside a frame: it sends neither `frame-ancestors`"
        " nor `X-Frame-Options`.",
        id="meta does not count",
    ),
]
QUIET = [
    pytest.param(
        under_policy("frame-ancestors 'self' https://partner.example"),
        id="frame-ancestors counts",
    ),
    pytest.param(page(("X-Frame-Options", "SAMEORIGIN")), id="XFO counts"),
    pytest.param(
        page(("X-Frame-Options", "sameorigin"), ("X-Frame-Options", "sameorigin")),
        id="twice the same",
    ),
    pytest.param(page(is_html=False), id="an API"),
    pytest.param(page(status=404), id="an error"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(framing_allowed.judge(fact, None), absence=True)


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(framing_allowed.judge(fact, None))
