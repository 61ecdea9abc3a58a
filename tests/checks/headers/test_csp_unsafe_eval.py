from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import AN_API, page, under_policy

from launchready.checks.headers.csp_unsafe_eval import csp_unsafe_eval
from launchready.facts.page import Page

FIRES = [
    pytest.param(
        under_policy("script-src 'self' 'unsafe-eval'"),
        "On shop.example `'unsafe-eval'` in `script-src 'self' 'unsafe-eval'` lets the page run"
        " text as code.",
        id="eval",
    ),
]
QUIET = [
    pytest.param(under_policy("script-src 'wasm-unsafe-eval'"), id="wasm"),
    pytest.param(under_policy("script-src 'self'"), id="none of it"),
    pytest.param(page(), id="no policy"),
    pytest.param(AN_API, id="an API"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: Page, message: str) -> None:
    assert message in messages(csp_unsafe_eval.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Page) -> None:
    assert not tuple(csp_unsafe_eval.judge(fact))
