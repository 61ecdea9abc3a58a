from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.email.message_link_off_map import message_link_off_map

from .messages import PRODUCT, link, links

FIRES = [
    pytest.param(
        links(
            link("https://app-git-main.vercel.app/verify", "app-git-main.vercel.app", ours=False)
        ),
        "The message links to app-git-main.vercel.app, which the product does not declare.",
        id="a preview host",
    ),
    pytest.param(
        links(
            link("https://a.example/", "a.example", ours=False),
            link("https://b.example/", "b.example", ours=False),
        ),
        "The message links to a.example and b.example, which the product does not declare.",
        id="two strangers",
    ),
]
QUIET = [
    pytest.param(links(link()), id="ours"),
    pytest.param(links(), id="no links"),
    pytest.param(
        links(
            link("https://cdn.esp.example/logo.png", "cdn.esp.example", ours=False, picture=True)
        ),
        id="a picture",
    ),
    pytest.param(
        links(link("https://esp.example/u", "esp.example", ours=False, unsubscribe=True)),
        id="unsubscribe",
    ),
    pytest.param(
        links(link("https://www.instagram.com/shop", "www.instagram.com", ours=False)),
        id="a profile",
    ),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: Any, said: str) -> None:
    assert messages(message_link_off_map.judge(given, PRODUCT)) == [said]


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: Any) -> None:
    assert not tuple(message_link_off_map.judge(given, PRODUCT))
