from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.email.message_late import message_late
from launchready.profiles import load_profile

from .messages import delivery

FIRES = [
    pytest.param(
        delivery(seconds=301.0),
        "The mail took 301 seconds to arrive; the profile allows 5 minutes.",
        id="late",
    ),
    pytest.param(
        delivery(seconds=300.0, arrived=False),
        "The mail had not arrived after 300 seconds; the profile allows 5 minutes.",
        id="never",
    ),
]
QUIET = [
    pytest.param(delivery(), id="at once"),
    pytest.param(delivery(seconds=300.0), id="just in time"),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: Any, said: str) -> None:
    assert messages(message_late.judge(given, load_profile("default"))) == [said]


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: Any) -> None:
    assert not tuple(message_late.judge(given, load_profile("default")))
