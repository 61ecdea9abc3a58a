from __future__ import annotations

import pytest
from tests.checks.findings import messages
from tests.checks.pages import error_page

from launchready.checks.headers.stack_trace_shown import stack_trace_shown
from launchready.facts.errors import ErrorPage, Trace

FIRES = [
    pytest.param(
        error_page(Trace("a Django debug page", "DEBUG = True")),
        "An error on shop.example shows a Django debug page.",
        id="Django",
    ),
    pytest.param(
        error_page(Trace("a Java stack trace", "at a.b(C.java:1)"), status=500),
        "An error on shop.example shows a Java stack trace.",
        id="anything",
    ),
]
QUIET = [
    pytest.param(error_page(), id="a plain 404"),
    pytest.param(error_page(status=500), id="a plain 500"),
]


@pytest.mark.parametrize(("fact", "message"), FIRES)
def test_fires(fact: ErrorPage, message: str) -> None:
    assert message in messages(stack_trace_shown.judge(fact))


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: ErrorPage) -> None:
    assert not tuple(stack_trace_shown.judge(fact))
