from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.email.message_not_aligned import message_not_aligned

from .messages import dmarc

FIRES = [
    pytest.param(
        dmarc(
            spf_domain="esp.example",
            spf_aligned=False,
            dkim_domains=("esp.example",),
            dkim_aligned=(),
        ),
        "The mail says it is from shop.example, but what authenticates it is esp.example.",
        id="both a stranger's",
    ),
    pytest.param(
        dmarc(
            spf_domain="",
            spf_aligned=False,
            dkim_domains=("a.example", "b.example"),
            dkim_aligned=(),
        ),
        (
            "The mail says it is from shop.example, but what authenticates it is a.example"
            " and b.example."
        ),
        id="only signatures",
    ),
]
QUIET = [
    pytest.param(dmarc(), id="aligned"),
    pytest.param(dmarc(spf_aligned=False, spf_domain="esp.example"), id="one of two is enough"),
    pytest.param(
        dmarc(spf_domain="", spf_aligned=False, dkim_domains=(), dkim_aligned=()),
        id="nothing passes at all",
    ),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: Any, said: str) -> None:
    assert messages(message_not_aligned.judge(given)) == [said]


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: Any) -> None:
    assert not tuple(message_not_aligned.judge(given))
