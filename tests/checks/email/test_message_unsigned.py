from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.email.message_unsigned import message_unsigned

from .messages import dkim, message, signature

FIRES = [
    pytest.param((dkim(), message()), "The message carries no DKIM signature.", id="no signature"),
]
QUIET = [
    pytest.param((dkim(signature()), message()), id="signed"),
    pytest.param((dkim(signature(domain="esp.example")), message()), id="signed by a stranger"),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: Any, said: str) -> None:
    assert messages(message_unsigned.judge(*given)) == [said]


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: Any) -> None:
    assert not tuple(message_unsigned.judge(*given))
