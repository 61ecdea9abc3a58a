from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.email.message_in_spam import message_in_spam
from launchready.facts.message import MailPlacement

from .messages import NAME

FIRES = [
    pytest.param(
        MailPlacement(NAME, "Junk", True, "found in Junk"),
        "The receiver put the message into Junk.",
        id="junk",
    ),
]
QUIET = [
    pytest.param(MailPlacement(NAME, "INBOX", False, "found in INBOX"), id="inbox"),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: Any, said: str) -> None:
    assert messages(message_in_spam.judge(given)) == [said]


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: Any) -> None:
    assert not tuple(message_in_spam.judge(given))
