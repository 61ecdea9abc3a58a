"""What a verdict says it decides over, and what an audit refuses to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from launchready.audit.run import Order, refusal
from launchready.audit.scope import scope_of
from launchready.checks import all_checks
from launchready.collect import all_collectors
from launchready.collect.collector import Reach
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.profiles import load_bar, load_profile

SHOP = Product(domain="shop.example")
RUN = Run(at=datetime(2026, 10, 27, tzinfo=UTC))


@pytest.mark.parametrize(
    ("areas", "scope"),
    [
        ("", "the public surface of shop.example"),
        ("tls", "tls of shop.example"),
        ("tls dns cors cache", "cache, cors, dns, tls of shop.example"),
        ("tls dns cors cache headers", "cache, cors, dns, headers and 1 more area of shop.example"),
        (
            "tls dns cors cache headers edge",
            "cache, cors, dns, edge and 2 more areas of shop.example",
        ),
    ],
)
def test_a_scope_names_its_areas(areas: str, scope: str) -> None:
    wanted = areas.split()
    checks = [check for check in all_checks() if check.area in wanted]
    assert scope_of(SHOP, RUN, checks) == scope


def test_a_refusal_says_what_to_write() -> None:
    burst = next(one for one in all_collectors() if one.reach is Reach.LOADS)
    order = Order(SHOP, RUN, load_profile("default"), load_bar())

    assert refusal(burst, order) == (
        "it is only tried on a product of your own: add `owned = true` under [product] of"
        " launchready.toml"
    )
    own = replace(order, product=replace(SHOP, owned=True))
    assert refusal(burst, own) == "only with --consent-burst, because it sends a burst"
