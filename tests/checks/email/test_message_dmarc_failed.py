from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import messages

from launchready.checks.email.message_dmarc_failed import message_dmarc_failed

from .messages import dmarc

FIRES = [
    pytest.param(
        dmarc(spf_domain="", spf_aligned=False, dkim_domains=(), dkim_aligned=()),
        "The message fails DMARC for shop.example: your own policy asks receivers to refuse it.",
        id="reject",
    ),
    pytest.param(
        dmarc(
            spf_domain="", spf_aligned=False, dkim_domains=(), dkim_aligned=(), policy="quarantine"
        ),
        (
            "The message fails DMARC for shop.example: your own policy asks receivers to put"
            " it into spam."
        ),
        id="quarantine",
    ),
    pytest.param(
        dmarc(spf_domain="", spf_aligned=False, dkim_domains=(), dkim_aligned=(), policy="none"),
        (
            "The message fails DMARC for shop.example: your policy only watches so far, but"
            " Gmail and Yahoo count it against you."
        ),
        id="none",
    ),
    pytest.param(
        dmarc(
            spf_domain="",
            spf_aligned=False,
            dkim_domains=(),
            dkim_aligned=(),
            policy="",
            policy_at="",
            record="",
        ),
        (
            "The message fails DMARC for shop.example: there is no DMARC record, and Gmail"
            " and Yahoo count it against you."
        ),
        id="no record",
    ),
]
QUIET = [
    pytest.param(dmarc(), id="passes"),
    pytest.param(dmarc(dkim_aligned=()), id="by SPF alone"),
    pytest.param(dmarc(spf_aligned=False), id="by DKIM alone"),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: Any, said: str) -> None:
    assert messages(message_dmarc_failed.judge(given)) == [said]


@pytest.mark.parametrize("given", QUIET)
def test_stays_quiet(given: Any) -> None:
    assert not tuple(message_dmarc_failed.judge(given))
