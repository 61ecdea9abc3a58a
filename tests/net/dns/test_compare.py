from __future__ import annotations

from launchready.facts.dns import ResolverView, Status
from launchready.net.dns.compare import views

from .conftest import Resolving, Rogue, asked_kind, reply
from .knot import Knot


async def test_each_resolver_says_what_it_sees(
    knot: Knot, rogue: Rogue, resolving: Resolving
) -> None:
    stale = await rogue(
        lambda query, _: [
            reply(
                query,
                "shop.example. 60 IN A 192.0.2.9",
                "shop.example. 60 IN A 192.0.2.10",
            )
        ]
    )
    denying = await rogue(lambda query, _: [reply(query, rcode="NXDOMAIN")])
    silent = await rogue(lambda *_: [])
    seen = await views(
        [
            ("fresh", resolving(knot.server)),
            ("stale", resolving(stale.server)),
            ("denying", resolving(denying.server)),
            ("silent", resolving(silent.server)),
        ],
        "shop.example",
    )
    assert seen == (
        ResolverView("fresh", Status.ANSWERED, ("127.0.0.1", "::1")),
        ResolverView("stale", Status.ANSWERED, ("192.0.2.9", "192.0.2.10")),
        ResolverView("denying", Status.NO_SUCH_NAME),
        ResolverView("silent", Status.TIMEOUT),
    )


async def test_half_an_absence_is_unknown(rogue: Rogue, resolving: Resolving) -> None:
    def only_ipv4(query: bytes, _: bool) -> list[bytes]:
        return [reply(query)] if asked_kind(query) == "A" else []

    server = await rogue(only_ipv4)
    (seen,) = await views([("one", resolving(server.server))], "shop.example")
    assert seen.status is Status.TIMEOUT
