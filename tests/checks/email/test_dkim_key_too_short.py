from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.dkim_key_too_short import dkim_key_too_short

from .records import ED25519, KEY_512, KEY_1024, PROFILE, REVOKED, SENDER, keys, selector

FIRES: dict[str, tuple[Any, ...]] = {
    "512 bits": (keys(selector("pm", KEY_512)), SENDER, PROFILE),
    "a guess that is there": (keys(selector("pm", KEY_512, declared=False)), SENDER, PROFILE),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "1024 bits are only weak": (keys(selector("pm", KEY_1024)), SENDER, PROFILE),
    "Ed25519 at 256 bits is strong": (keys(selector("pm", ED25519)), SENDER, PROFILE),
    "revoked": (keys(selector("pm", REVOKED)), SENDER, PROFILE),
    "unreadable is another check": (keys(selector("pm", KEY_512[:90])), SENDER, PROFILE),
}
SAYS = "The DKIM key at pm._domainkey.shop.example has 512 bits, which receivers ignore."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dkim_key_too_short.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dkim_key_too_short.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dkim_key_too_short.judge(*FIRES["512 bits"])
    assert finding.subject == "pm._domainkey.shop.example"
    assert finding.message == SAYS
