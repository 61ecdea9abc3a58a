from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.dkim_key_broken import dkim_key_broken

from .records import ED25519, KEY_1024, REVOKED, SENDER, keys, selector

FIRES: dict[str, tuple[Any, ...]] = {
    "cut off": (keys(selector("pm", KEY_1024[:150])), SENDER),
    "a guess that is there": (keys(selector("pm", KEY_1024[:150], declared=False)), SENDER),
    "quotes pasted along": (keys(selector("pm", f'"{ED25519}"')), SENDER),
    "only sha1": (keys(selector("pm", f"v=DKIM1; h=sha1; {ED25519[9:]}")), SENDER),
    "two keys": (keys(selector("pm", ED25519, KEY_1024)), SENDER),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "good": (keys(selector("pm", ED25519)), SENDER),
    "weak is another check": (keys(selector("pm", KEY_1024)), SENDER),
    "revoked is another check": (keys(selector("pm", REVOKED)), SENDER),
    "without v": (keys(selector("pm", ED25519[9:])), SENDER),
    "unknown tags": (keys(selector("pm", f"{ED25519}; x=1;")), SENDER),
    "beside a verification record": (keys(selector("pm", ED25519, "site-verification")), SENDER),
}
SAYS = (
    "The DKIM key at pm._domainkey.shop.example is of no use: character 19: the key in p= "
    "cannot be read: it is cut off: 162 bytes are announced and 99 are there"
)


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dkim_key_broken.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dkim_key_broken.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dkim_key_broken.judge(*FIRES["cut off"])
    assert finding.subject == "pm._domainkey.shop.example"
    assert finding.message.startswith(SAYS)
