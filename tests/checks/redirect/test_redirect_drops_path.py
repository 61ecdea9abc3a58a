from __future__ import annotations

import pytest

from launchready.checks.redirect.redirect_drops_path import redirect_drops_path

from .make import PROBE, ROOT, path_walk


@pytest.mark.parametrize(
    "targets",
    [
        pytest.param(("https://shop.example/",), id="on-the-way-to-https"),
        pytest.param(
            (f"https://shop.example/{PROBE}", "https://www.shop.example/"), id="on-the-way-to-www"
        ),
        pytest.param(("https://shop.example/?x=1&utm_source=y",), id="keeps-the-query-only"),
    ],
)
def test_fires(targets: tuple[str, ...]) -> None:
    [finding] = redirect_drops_path.judge(path_walk(*targets), None)
    assert finding.subject == ROOT
    assert finding.message == "http://shop.example/ forgets the path of a link when it redirects."
    assert finding.evidence[0].startswith(f"301 {ROOT}{PROBE} -> ")
    assert PROBE in finding.verify


@pytest.mark.parametrize(
    "targets",
    [
        pytest.param((f"https://shop.example/{PROBE}",), id="all-kept"),
        pytest.param((f"https://shop.example/en/{PROBE}",), id="language-in-front"),
        pytest.param(("https://shop.example/launchready-probe/a/",), id="slash-at-the-end"),
        pytest.param(
            (f"https://shop.example/{PROBE}", "https://shop.example/"), id="unknown-page-to-home"
        ),
        pytest.param(
            (f"https://shop.example/{PROBE}", "https://auth.shop.example/login"), id="login"
        ),
        pytest.param((), id="no-redirect"),
    ],
)
def test_stays_quiet(targets: tuple[str, ...]) -> None:
    assert not tuple(redirect_drops_path.judge(path_walk(*targets), None))
