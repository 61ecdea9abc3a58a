from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.email.message_headers_missing import message_headers_missing
from launchready.facts.run import Run

from .messages import AT, message

FIRES = [
    pytest.param(message(message_id=""), "The message has no Message-ID header.", id="no id"),
    pytest.param(message(message_id="hello"), "Its Message-ID is none.", id="no real id"),
    pytest.param(
        message(date_header="", date=None), "The message has no Date header.", id="no date"
    ),
    pytest.param(
        message(date_header="tomorrow", date=None), "Its Date header is no date.", id="no real date"
    ),
    pytest.param(
        message(date=AT + timedelta(hours=2)),
        "Its Date lies in the future of its receipt.",
        id="from the future",
    ),
    pytest.param(
        message(date=AT - timedelta(days=3)),
        "Its Date lies days before its receipt.",
        id="from the past",
    ),
    pytest.param(
        message(from_headers=2),
        "The message has 2 From headers, where one is right.",
        id="two senders",
    ),
    pytest.param(
        message(from_headers=0, from_addresses=()),
        "The message has no From headers, where one is right.",
        id="no sender",
    ),
    pytest.param(message(from_addresses=()), "Its From header holds no address.", id="no address"),
    pytest.param(
        message(from_addresses=("a@shop.example", "b@other.example")),
        "Its From header names addresses of several domains.",
        id="several domains",
    ),
]
QUIET = [
    pytest.param(message(), id="right"),
    pytest.param(message(date=AT - timedelta(hours=20)), id="queued overnight"),
    pytest.param(message(date=AT + timedelta(minutes=10)), id="a clock that is a little fast"),
    pytest.param(
        message(from_addresses=("a@shop.example", "b@shop.example")), id="two people of one domain"
    ),
    pytest.param(message(received=None, date=AT - timedelta(days=30)), id="saved long ago"),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: Any, said: str) -> None:
    assert messages(message_headers_missing.judge(given, Run(at=AT))) == [said]


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: Any) -> None:
    assert not tuple(message_headers_missing.judge(given, Run(at=AT)))
