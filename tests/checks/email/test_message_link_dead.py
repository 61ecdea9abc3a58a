from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.email.message_link_dead import message_link_dead

from .messages import link, links

FIRES = [
    pytest.param(
        links(link(status=404, problem="it answers with status 404")),
        "A link to shop.example does not open: it answers with status 404.",
        id="404",
    ),
    pytest.param(
        links(link(picture=True, problem="shop.example does not exist")),
        "A picture to shop.example does not open: shop.example does not exist.",
        id="no such host",
    ),
]
QUIET = [
    pytest.param(links(link(status=200)), id="opens"),
    pytest.param(links(link(unasked="it may unsubscribe the reader")), id="not asked"),
    pytest.param(links(link(status=403)), id="refuses strangers"),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: Any, said: str) -> None:
    assert messages(message_link_dead.judge(given)) == [said]


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: Any) -> None:
    assert not tuple(message_link_dead.judge(given))
