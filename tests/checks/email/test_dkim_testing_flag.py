from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.dkim_testing_flag import dkim_testing_flag

from .records import ED25519, SENDER, keys, selector

FIRES: dict[str, tuple[Any, ...]] = {
    "t=y": (keys(selector("pm", f"v=DKIM1; t=y; {ED25519[9:]}")), SENDER),
    "t=y:s": (keys(selector("pm", f"v=DKIM1; t=y:s; {ED25519[9:]}")), SENDER),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "t=s": (keys(selector("pm", f"v=DKIM1; t=s; {ED25519[9:]}")), SENDER),
    "no flag": (keys(selector("pm", ED25519)), SENDER),
    "in the hands of a service": (
        keys(selector("pm", f"v=DKIM1; t=y; {ED25519[9:]}", alias="pm.x.example")),
        SENDER,
    ),
    "broken anyway": (keys(selector("pm", "v=DKIM1; t=y; p=*")), SENDER),
}
SAYS = "The DKIM key at pm._domainkey.shop.example is marked as a test (t=y)."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(dkim_testing_flag.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(dkim_testing_flag.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = dkim_testing_flag.judge(*FIRES["t=y"])
    assert finding.subject == "pm._domainkey.shop.example"
    assert finding.message == SAYS
