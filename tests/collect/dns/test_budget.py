"""How many questions the DNS area may ask (see the design's network budgets)."""

from __future__ import annotations

import json
from dataclasses import replace

from launchready.collect import all_collectors
from launchready.engine.gather import gather
from launchready.facts.base import Unmeasured
from launchready.facts.product import Host, Role

from .conftest import PRODUCT, SOA, Looking, Names, Serving
from .web import saying

LABELS = ("www", "app", "api", "admin", "auth", "docs", "status", "staging")
MOST = 60


async def test_a_product_of_nine_names_costs_at_most_sixty_queries(
    looking: Looking, serving: Serving
) -> None:
    names = ("shop.test", *(f"{label}.shop.test" for label in LABELS))
    servers = tuple(f"ns{number}.dns.test" for number in range(4))
    mail = tuple(f"mx{number}.mail.test" for number in range(5))
    records: dict[str, tuple[str, ...]] = {
        "shop.test NS": tuple(f"{name}." for name in servers),
        "shop.test SOA": (SOA,),
        "shop.test MX": tuple(f"10 {name}." for name in mail),
        **{f"{name} A": ("8.8.8.8",) for name in (*names, *servers, *mail)},
    }
    authority = await serving(Names(records, flags="QR AA"))
    product = replace(
        PRODUCT, hosts=tuple(Host(name, Role.OTHER) for name in names), sends_mail=True
    )
    ours = [one for one in all_collectors() if ".collect.dns." in one.collect.__module__]
    async with saying("200 OK", json.dumps({"objectClassName": "domain"})) as port:
        look = await looking(
            Names(records),
            product,
            nameservers=dict.fromkeys(servers, authority.server),
            rdap=f"http://127.0.0.1:{port}/",
        )
        facts = await gather(ours, look)
    # Without `rdap` the look-ups of IANA and of the registry's server come on top.
    assert look.network.traffic.dns_queries + 4 <= MOST
    assert [one.what for one in facts if isinstance(one.what, Unmeasured)] == []
    assert len(ours) == 13
