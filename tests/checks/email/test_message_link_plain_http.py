from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.email.message_link_plain_http import message_link_plain_http

from .messages import link, links

FIRES = [
    pytest.param(
        links(link("http://shop.example/verify"), link()),
        "1 of 2 links of the message are not encrypted.",
        id="one of two",
    ),
]
QUIET = [
    pytest.param(links(link()), id="https"),
    pytest.param(links(), id="no links"),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: Any, said: str) -> None:
    assert messages(message_link_plain_http.judge(given)) == [said]


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: Any) -> None:
    assert not tuple(message_link_plain_http.judge(given))
