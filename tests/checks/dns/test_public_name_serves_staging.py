from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.checks.dns.shop import PRODUCT as SHOP
from tests.checks.findings import complete

from launchready.checks.dns.public_name_serves_staging import public_name_serves_staging
from launchready.facts.base import Each
from launchready.facts.dns import Addresses
from launchready.facts.http import Exchange
from launchready.facts.page import Page
from launchready.facts.product import Host, Role

PRODUCT = replace(
    SHOP, build_header="x-build", hosts=(*SHOP.hosts, Host("promo.shop.example", Role.MARKETING))
)


def page(
    host: str,
    content: str = "",
    *,
    title: str = "Shop",
    build: str = "",
    status: int = 200,
    robots: tuple[str, ...] = (),
) -> Page:
    headers = (("X-Build", build),) if build else ()
    answer = Exchange(f"https://{host}/", status, headers)
    return Page(host, answer, title=title, content_hash=content, robots=robots)


def at(**places: str) -> Each[Addresses]:
    names = {name: name.replace("apex", "") + ".shop.example" for name in places}
    return Each(
        Addresses(names[name].removeprefix("."), ipv4=tuple(place.split()))
        for name, place in places.items()
    )


STAGING = page("staging.shop.example", "abc")
NOWHERE: Each[Addresses] = Each(())

FIRES: dict[str, tuple[Any, ...]] = {
    "build header": (
        PRODUCT,
        Each((page("promo.shop.example", build="staging-2026-11-07"),)),
        NOWHERE,
    ),
    "preview build": (PRODUCT, Each((page("shop.example", build="preview"),)), NOWHERE),
    "same page, and its title says so": (
        PRODUCT,
        Each((STAGING, page("www.shop.example", "abc", title="[staging] Shop"))),
        NOWHERE,
    ),
    "same page, and search engines shut out": (
        PRODUCT,
        Each((STAGING, page("shop.example", "abc", robots=("noindex",)))),
        NOWHERE,
    ),
    "same page on the server of staging alone": (
        PRODUCT,
        Each((STAGING, page("promo.shop.example", "abc"))),
        at(staging="5.9.1.1", promo="5.9.1.1", apex="5.9.1.2"),
    ),
}
QUIET: dict[str, tuple[Any, ...]] = {
    "staging itself": (
        PRODUCT,
        Each((page("staging.shop.example", "abc", build="staging-1"),)),
        NOWHERE,
    ),
    "production build": (PRODUCT, Each((page("shop.example", build="production-12"),)), NOWHERE),
    "a word that only holds one": (
        PRODUCT,
        Each((page("shop.example", build="device-backstage-7"),)),
        NOWHERE,
    ),
    "same page, as it should be": (
        PRODUCT,
        Each((STAGING, page("shop.example", "abc"))),
        at(staging="5.9.1.1", apex="5.9.1.2"),
    ),
    "another page": (
        PRODUCT,
        Each((STAGING, page("shop.example", "def", title="[staging]"))),
        NOWHERE,
    ),
    "same question for a password": (
        PRODUCT,
        Each(
            (
                page("staging.shop.example", "abc", status=401),
                page("shop.example", "abc", status=401, robots=("noindex",)),
            )
        ),
        NOWHERE,
    ),
    "one server for everything": (
        PRODUCT,
        Each((STAGING, page("promo.shop.example", "abc"))),
        at(staging="5.9.1.1", promo="5.9.1.1", apex="5.9.1.1"),
    ),
    "a shared edge": (
        PRODUCT,
        Each((STAGING, page("promo.shop.example", "abc"))),
        at(staging="76.76.21.21", promo="76.76.21.21", apex="8.8.8.8"),
    ),
    "noindex where it is ordinary": (
        PRODUCT,
        Each((STAGING, page("app.shop.example", "abc", robots=("noindex",)))),
        NOWHERE,
    ),
    "a shop for stage lights": (
        PRODUCT,
        Each((STAGING, page("shop.example", "abc", title="Stage lights and staging"))),
        NOWHERE,
    ),
}
SAYS = "promo.shop.example serves the staging system to the public (x-build: staging-2026-11-07)."


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: tuple[Any, ...]) -> None:
    assert complete(public_name_serves_staging.judge(*facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: tuple[Any, ...]) -> None:
    assert tuple(public_name_serves_staging.judge(*facts)) == ()


def test_says_what_was_seen() -> None:
    [finding] = public_name_serves_staging.judge(*FIRES["build header"])
    assert finding.subject == "promo.shop.example"
    assert finding.message == SAYS
