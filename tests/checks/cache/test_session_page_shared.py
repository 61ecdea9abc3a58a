from __future__ import annotations

import pytest
from tests.checks.cache.visitors import two
from tests.checks.findings import complete

from launchready.checks.cache.session_page_shared import session_page_shared as check
from launchready.facts.cache import TwoVisitors


def test_fires_in_words_a_founder_understands() -> None:
    visitors = two(("Set-Cookie", "sessionid=***; HttpOnly"), same=("sessionid",))
    [finding] = complete(check.judge(visitors, None))
    assert (
        finding.message == "Two visitors of https://shop.example/me got the same sessionid cookie."
    )


@pytest.mark.parametrize(
    "visitors",
    [
        pytest.param(
            two(("Set-Cookie", "sessionid=***; HttpOnly"), same=("sessionid",)),
            id="the same session twice",
        ),
        pytest.param(
            two(("Set-Cookie", "connect.sid=***"), ("Age", "9")), id="a session from a cache"
        ),
        pytest.param(
            two(("Set-Cookie", "PHPSESSID=***"), ("Cache-Control", "s-maxage=600")),
            id="a session on a page for everybody",
        ),
    ],
)
def test_fires(visitors: TwoVisitors) -> None:
    assert complete(check.judge(visitors, None))


@pytest.mark.parametrize(
    "visitors",
    [
        pytest.param(
            two(("Set-Cookie", "ARRAffinity=***"), same=("ARRAffinity",)),
            id="a load balancer's cookie",
        ),
        pytest.param(
            two(("Set-Cookie", "locale=***"), ("Cache-Control", "s-maxage=600"), same=("locale",)),
            id="a setting",
        ),
        pytest.param(
            two(("Set-Cookie", "sessionid=***"), ("Cache-Control", "private, no-store")),
            id="each has their own",
        ),
        pytest.param(two(("Set-Cookie", "sessionid=***")), id="says nothing of caches"),
        pytest.param(
            two(("Set-Cookie", "sessionid=; Max-Age=0"), ("Cache-Control", "s-maxage=600")),
            id="a session that is removed",
        ),
    ],
)
def test_stays_quiet(visitors: TwoVisitors) -> None:
    assert list(check.judge(visitors, None)) == []
