from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.dkim_key_weak import dkim_key_weak

from .records import ED25519, KEY_512, KEY_1024, PROFILE, SENDER, keys, selector

FIRES: dict[str, tuple[Any, ...]] = {
    "1024 bits": (keys(selector("pm", KEY_1024)), SENDER, PROFILE),
    "one of two": (keys(selector("pm", ED25519), selector("s1", KEY_1024)), SENDER, PROFILE),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "Ed25519": (keys(selector("pm", ED25519)), SENDER, PROFILE),
    "512 bits are another check": (keys(selector("pm", KEY_512)), SENDER, PROFILE),
    "none": (keys(), SENDER, PROFILE),
}
SAYS = "The DKIM key at pm._domainkey.shop.example has 1024 bits; 2048 are asked for."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dkim_key_weak.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dkim_key_weak.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dkim_key_weak.judge(*FIRES["1024 bits"])
    assert finding.subject == "pm._domainkey.shop.example"
    assert finding.message == SAYS
