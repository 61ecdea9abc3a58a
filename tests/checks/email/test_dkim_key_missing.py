from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.dkim_key_missing import dkim_key_missing

from .records import ED25519, REVOKED, SENDER, each, keys, selector

FIRES: dict[str, tuple[Any, ...]] = {
    "nothing there": (each(keys(selector("pm"))), SENDER),
    "something else there": (each(keys(selector("pm", "v=spf1 -all"))), SENDER),
    "an alias to nothing": (each(keys(selector("s1", alias="s1.u1.sendgrid.net"))), SENDER),
    "one of two": (each(keys(selector("pm"), selector("s1", ED25519))), SENDER),
    "bare domain beside a good one": (
        each(
            keys(selector("pm", ED25519)),
            keys(selector("pm", domain="b.example"), domain="b.example"),
        ),
        SENDER,
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "published": (each(keys(selector("pm", ED25519))), SENDER),
    "a guess that is missing": (each(keys(selector("pm", declared=False))), SENDER),
    "revoked is another check": (each(keys(selector("pm", REVOKED))), SENDER),
    "at the other sending domain": (
        each(
            keys(selector("pm", ED25519), selector("s1")),
            keys(
                selector("pm", domain="b.example"),
                selector("s1", ED25519, domain="b.example"),
                domain="b.example",
            ),
        ),
        SENDER,
    ),
}
SAYS = "shop.example has no DKIM key for the selector pm."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dkim_key_missing.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dkim_key_missing.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dkim_key_missing.judge(*FIRES["nothing there"])
    assert finding.subject == "pm._domainkey.shop.example"
    assert finding.message == SAYS
