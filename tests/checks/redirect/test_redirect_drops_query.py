from __future__ import annotations

import pytest

from launchready.checks.redirect.redirect_drops_query import redirect_drops_query

from .make import PROBE, ROOT, path_walk


@pytest.mark.parametrize(
    "targets",
    [
        pytest.param(("https://shop.example/launchready-probe/a",), id="on-the-way-to-https"),
        pytest.param(
            (f"https://shop.example/{PROBE}", "https://www.shop.example/launchready-probe/a"),
            id="on-the-way-to-www",
        ),
        pytest.param(("https://shop.example/launchready-probe/a?x=1",), id="half-of-it"),
    ],
)
def test_fires(targets: tuple[str, ...]) -> None:
    [finding] = redirect_drops_query.judge(path_walk(*targets), None)
    assert finding.subject == ROOT
    assert finding.message == "http://shop.example/ forgets the query of a link when it redirects."
    assert finding.evidence[0].startswith(f"301 {ROOT}{PROBE} -> ")
    assert PROBE in finding.verify


@pytest.mark.parametrize(
    "targets",
    [
        pytest.param((f"https://shop.example/{PROBE}",), id="all-kept"),
        pytest.param(
            ("https://shop.example/launchready-probe/a?utm_source=y&x=1&lang=en",), id="more-of-it"
        ),
        pytest.param(("https://shop.example/",), id="drops-path-is-another-check"),
        pytest.param(
            (f"https://shop.example/{PROBE}", "https://shop.example/"), id="unknown-page-to-home"
        ),
        pytest.param((), id="no-redirect"),
    ],
)
def test_stays_quiet(targets: tuple[str, ...]) -> None:
    assert not tuple(redirect_drops_query.judge(path_walk(*targets), None))
