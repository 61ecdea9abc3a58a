from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import AN_API, page, under_policy

from launchready.checks.headers.csp_object_src_open import csp_object_src_open
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        under_policy("script-src 'self'"),
        "The content policy of shop.example lets plug-in content in: neither `object-src` nor"
        " `default-src` is stated.",
        id="missing",
    ),
    pytest.param(
        under_policy("script-src 'self'; object-src *"),
        "The content policy of shop.example lets plug-in content in: `*` in `object-src *`"
        " allows every server.",
        id="open",
    ),
]
QUIET = [
    pytest.param(under_policy("script-src 'self'; object-src 'none'"), id="none"),
    pytest.param(under_policy("default-src 'self'"), id="by default"),
    pytest.param(page(), id="no policy"),
    pytest.param(AN_API, id="an API"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(csp_object_src_open.judge(fact), absence=True)


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(csp_object_src_open.judge(fact))
