from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.email.bimi_broken import bimi_broken

from .records import SENDER, bimi, dmarc

FIRES: dict[str, tuple[Any, ...]] = {
    "weak policy": (
        bimi("v=BIMI1; l=https://shop.example/logo.svg; a="),
        dmarc("v=DMARC1; p=none"),
        SENDER,
    ),
    "no policy": (bimi("v=BIMI1; l=https://shop.example/logo.svg; a="), dmarc(), SENDER),
    "plain HTTP": (
        bimi("v=BIMI1; l=http://shop.example/logo.svg"),
        dmarc("v=DMARC1; p=reject"),
        SENDER,
    ),
    "no logo there": (
        bimi(
            "v=BIMI1; l=https://shop.example/logo.svg; a=",
            status=404,
            problem="the logo answers 404",
        ),
        None,
        SENDER,
    ),
    "not an SVG": (
        bimi("v=BIMI1; l=https://shop.example/logo.svg; a=", kind="image/png"),
        None,
        SENDER,
    ),
    "two records": (
        bimi(
            "v=BIMI1; l=https://shop.example/logo.svg; a=",
            "v=BIMI1; l=https://shop.example/logo.svg; a=",
        ),
        None,
        SENDER,
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "good": (
        bimi("v=BIMI1; l=https://shop.example/logo.svg; a="),
        dmarc("v=DMARC1; p=reject"),
        SENDER,
    ),
    "nothing known of DMARC": (bimi("v=BIMI1; l=https://shop.example/logo.svg; a="), None, SENDER),
    "declined": (bimi("v=BIMI1; l=; a=;"), None, SENDER),
}
SAYS = "The BIMI logo of shop.example cannot be shown: DMARC is not at quarantine or reject."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(bimi_broken.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(bimi_broken.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = bimi_broken.judge(*FIRES["weak policy"])
    assert finding.subject == "default._bimi.shop.example"
    assert finding.message == SAYS
