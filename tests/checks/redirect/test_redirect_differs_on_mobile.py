from __future__ import annotations

import pytest

from launchready.checks.redirect.redirect_differs_on_mobile import redirect_differs_on_mobile
from launchready.facts.http import Walk
from launchready.facts.redirect import MobileWalk

from .make import plain, walk

DESKTOP = plain("200 https://shop.example/")


def phone(*lines: str, loop: bool = False) -> MobileWalk:
    return walk(*lines, kind=MobileWalk, loop=loop)


@pytest.mark.parametrize(
    ("mobile", "seen"),
    [
        pytest.param(
            phone(
                "302 https://shop.example/ -> https://m.shop.example/",
                "200 https://m.shop.example/",
            ),
            "https://m.shop.example/",
            id="another-host",
        ),
        pytest.param(
            phone("302 https://shop.example/ -> https://shop.example/", loop=True),
            "a circle",
            id="a-circle",
        ),
        pytest.param(phone("500 https://shop.example/"), "an error", id="an-error"),
        pytest.param(
            phone(
                "302 https://shop.example/ -> http://shop.example/m", "200 http://shop.example/m"
            ),
            "http://shop.example/m",
            id="plain-http",
        ),
    ],
)
def test_fires_when_phones_end_elsewhere(mobile: MobileWalk, seen: str) -> None:
    [finding] = redirect_differs_on_mobile.judge(mobile, DESKTOP)
    assert finding.message == (
        f"https://shop.example/ leads phones to {seen}, and computers to https://shop.example/."
    )
    assert finding.evidence[0].startswith("phone: ")
    assert "Android" in finding.verify


@pytest.mark.parametrize(
    ("mobile", "desktop"),
    [
        pytest.param(phone("200 https://shop.example/"), DESKTOP, id="the-same"),
        pytest.param(
            phone("302 https://shop.example/ -> /mobile", "200 https://shop.example/mobile"),
            DESKTOP,
            id="another-path",
        ),
        pytest.param(
            phone("500 https://shop.example/"),
            plain("500 https://shop.example/"),
            id="broken-for-everybody",
        ),
    ],
)
def test_stays_quiet(mobile: MobileWalk, desktop: Walk) -> None:
    assert not tuple(redirect_differs_on_mobile.judge(mobile, desktop))
