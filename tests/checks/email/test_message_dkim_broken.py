from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.email.message_dkim_broken import message_dkim_broken
from launchready.facts.message import Authentic

from .messages import dkim, message, signature

FIRES = [
    pytest.param(
        (
            dkim(
                signature(
                    result=Authentic.FAIL,
                    reason="the text was changed after signing (the body hash did not verify)",
                )
            ),
            message(),
        ),
        (
            "The DKIM signature by shop.example is no good: the text was changed after"
            " signing (the body hash did not verify)."
        ),
        id="body changed",
    ),
    pytest.param(
        (dkim(signature(result=Authentic.PERMERROR, reason="its key is missing: x")), message()),
        "The DKIM signature by shop.example is no good: its key is missing: x.",
        id="key missing",
    ),
    pytest.param(
        (
            dkim(signature(result=Authentic.POLICY, reason="its key is too weak: 512 bits")),
            message(),
        ),
        "The DKIM signature by shop.example is no good: its key is too weak: 512 bits.",
        id="weak key",
    ),
    pytest.param(
        (dkim(signature(domain="esp.example", result=Authentic.FAIL, reason="x")), message()),
        "The DKIM signature by esp.example is no good: x.",
        id="the only one, a stranger",
    ),
]
QUIET = [
    pytest.param((dkim(signature()), message()), id="verifies"),
    pytest.param((dkim(), message()), id="unsigned is another check"),
    pytest.param(
        (dkim(signature(), signature(selector="ed", result=Authentic.FAIL)), message()),
        id="another of the same domain verifies",
    ),
    pytest.param(
        (dkim(signature(), signature(domain="list.example", result=Authentic.FAIL)), message()),
        id="a stranger beside ours",
    ),
    pytest.param((dkim(signature(result=Authentic.TEMPERROR)), message()), id="not seen"),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: Any, said: str) -> None:
    assert messages(message_dkim_broken.judge(*given)) == [said]


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: Any) -> None:
    assert not tuple(message_dkim_broken.judge(*given))
