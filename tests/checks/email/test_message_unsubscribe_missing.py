from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.email.message_unsubscribe_missing import message_unsubscribe_missing

from .messages import message

FIRES = [
    pytest.param(
        message(bulk="it has a List-Id header"),
        (
            "The message is sent to many (it has a List-Id header), and readers cannot leave"
            " by one click."
        ),
        id="nothing",
    ),
    pytest.param(
        message(bulk="it has a List-Id header", unsubscribe=("mailto",)),
        (
            "The message is sent to many (it has a List-Id header), and readers cannot leave"
            " by one click."
        ),
        id="by mail only",
    ),
    pytest.param(
        message(bulk="it has a List-Id header", unsubscribe=("https",)),
        (
            "The message is sent to many (it has a List-Id header), and readers cannot leave"
            " by one click."
        ),
        id="a page, not one click",
    ),
]
QUIET = [
    pytest.param(message(), id="a receipt"),
    pytest.param(
        message(bulk="it has a List-Id header", unsubscribe=("https", "mailto"), one_click=True),
        id="one click",
    ),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: Any, said: str) -> None:
    assert messages(message_unsubscribe_missing.judge(given)) == [said]


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: Any) -> None:
    assert not tuple(message_unsubscribe_missing.judge(given))
