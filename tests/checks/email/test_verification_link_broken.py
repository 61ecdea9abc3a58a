from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.email.verification_link_broken import verification_link_broken

from .messages import delivery

FIRES = [
    pytest.param(
        delivery(
            followed="https://shop.example/v?token=***",
            follow_status=500,
            follow_problem="it answers with status 500",
        ),
        "The verification link does not work: it answers with status 500.",
        id="500",
    ),
    pytest.param(
        delivery(follow_problem="no link of the mail matches --follow"),
        "The verification link does not work: no link of the mail matches --follow.",
        id="no link",
    ),
]
QUIET = [
    pytest.param(delivery(), id="none was asked for"),
    pytest.param(delivery(followed="https://shop.example/v", follow_status=200), id="opens"),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: Any, said: str) -> None:
    assert messages(verification_link_broken.judge(given)) == [said]


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: Any) -> None:
    assert not tuple(verification_link_broken.judge(given))
