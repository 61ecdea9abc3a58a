from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.dkim_key_revoked import dkim_key_revoked

from .records import ED25519, REVOKED, SENDER, keys, selector

FIRES: dict[str, tuple[Any, ...]] = {
    "declared and empty": (keys(selector("pm", REVOKED)), SENDER),
    "only p": (keys(selector("pm", "p=")), SENDER),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "a retired key that nobody declared": (keys(selector("pm", REVOKED, declared=False)), SENDER),
    "in use": (keys(selector("pm", ED25519)), SENDER),
    "missing is another check": (keys(selector("pm")), SENDER),
}
SAYS = "The DKIM key at pm._domainkey.shop.example is revoked: its p= is empty."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dkim_key_revoked.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dkim_key_revoked.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dkim_key_revoked.judge(*FIRES["declared and empty"])
    assert finding.subject == "pm._domainkey.shop.example"
    assert finding.message == SAYS
