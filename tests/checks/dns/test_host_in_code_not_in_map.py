from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.dns.host_in_code_not_in_map import host_in_code_not_in_map as check
from launchready.facts.matched import CodeHosts
from launchready.facts.product import Host, Product, Role
from launchready.facts.stack import Trace

PRODUCT = Product(domain="shop.example", hosts=(Host("api.shop.example", Role.API),))


def named(host: str) -> CodeHosts:
    return CodeHosts(domain="shop.example", hosts=((host, Trace("src/api.js", 2, host)),))


FIRES: dict[str, dict[str, Any]] = {
    "unknown": {"hosts": named("old.shop.example"), "product": PRODUCT},
}
QUIET: dict[str, dict[str, Any]] = {
    "in the map": {"hosts": named("api.shop.example"), "product": PRODUCT},
    "the domain itself": {"hosts": named("shop.example"), "product": PRODUCT},
    "none": {"hosts": CodeHosts(), "product": PRODUCT},
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert complete(check.judge(**facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["unknown"])
    assert finding.subject == "old.shop.example"
    assert finding.message == "src/api.js names old.shop.example, which the manifest does not."
