from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import pytest
from tests.collect.dns.conftest import Names
from tests.net.dns.conftest import Script, Scripted, asked_kind, asked_name, scripted_server

from launchready.collect.collector import NotThere
from launchready.collect.look import Look
from launchready.collect.mail.drive import drive
from launchready.collect.mail.spf import MOST_QUERIES, collect_spf_lookups, collect_spf_record
from launchready.derive.mail.spf.check_host import check_host
from launchready.derive.mail.spf.tree import tree_of
from launchready.engine.gather import gather
from launchready.facts.base import Absent, Unmeasured
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.facts.spf import SpfLookups, SpfRecord, SpfResult, SpfVerdict
from launchready.net.dns.resolver import Resolver
from launchready.net.failure import Failure
from launchready.net.network import Settings, open_network

DOMAIN = "shop.test"
PRODUCT = Product(domain=DOMAIN)
Looking = Callable[..., Awaitable[tuple[Look, Scripted]]]


def txt(**policies: str) -> dict[str, tuple[str, ...]]:
    return {f"{name}.test TXT": (f'"{text}"',) for name, text in policies.items()}


@pytest.fixture
async def looking() -> AsyncIterator[Looking]:
    """`look, server = await looking(names)`: eyes with little patience, and what they ask."""
    async with AsyncExitStack() as stack:

        async def start(script: Script, product: Product = PRODUCT) -> tuple[Look, Scripted]:
            server = await stack.enter_async_context(scripted_server(script))
            network = open_network(Settings(resolvers=(server.server,), allow_private=True))
            await network.resolver.close()
            network.resolver = Resolver((server.server,), network.traffic, timeout=0.3, total=1.0)
            stack.push_async_callback(network.resolver.close)
            look = Look(product, network, Run(at=datetime(2026, 11, 22, tzinfo=UTC)))
            stack.push_async_callback(look.close)
            return look, server

        yield start


async def seen(look: Look) -> SpfLookups:
    found = await collect_spf_lookups.collect(look, DOMAIN)
    assert isinstance(found, SpfLookups)
    return found


async def test_the_policies_are_seen_and_other_texts_are_not_kept(looking: Looking) -> None:
    records = txt(shop="v=spf1 -all") | {}
    records["shop.test TXT"] += ('"site-verification=1"', '"v=spf1-all"')
    look, _ = await looking(Names(records).answer)
    found = await collect_spf_record.collect(look, DOMAIN)
    assert found == SpfRecord(DOMAIN, ("v=spf1 -all",), ("v=spf1-all",))
    assert (await seen(look)).answers[0].values == ("v=spf1 -all",)


async def test_every_include_is_followed(looking: Looking) -> None:
    names = Names(
        txt(
            shop="v=spf1 include:a.test a:host.test -all",
            a="v=spf1 include:b.test -all",
            b="v=spf1 exists:%{i}.x.test -all",
        )
        | {"host.test A": ("192.0.2.1",)}
    )
    look, server = await looking(names.answer)
    tree = tree_of(await seen(look))
    assert (tree.lookups, tree.voids, tree.exact, tree.missing) == (4, 0, True, ())
    assert len(server.queries) == 4


async def test_all_includes_of_a_level_are_asked_before_any_has_answered(looking: Looking) -> None:
    children = [f"x{number}.test" for number in range(10)]
    names = Names(
        txt(shop="v=spf1 " + " ".join(f"include:{name}" for name in children) + " -all")
        | {f"{name} TXT": ('"v=spf1 -all"',) for name in children}
    )
    asked = Counter[str]()

    def only_together(query: bytes, over_tcp: bool) -> list[bytes]:
        asked[asked_name(query)] += 1
        first = asked_name(query) == DOMAIN
        return names.answer(query, over_tcp) if first or len(asked) > len(children) else []

    look, _ = await looking(only_together)
    assert tree_of(await seen(look)).lookups == len(children)


async def test_a_silent_include_is_unmeasured_and_never_absent(looking: Looking) -> None:
    names = Names(txt(shop="v=spf1 include:a.test -all"), silent=frozenset({"a.test"}))
    look, _ = await looking(names.answer)
    with pytest.raises(Failure, match=r"could not be seen: TXT of a\.test"):
        await collect_spf_lookups.collect(look, DOMAIN)


async def test_a_policy_that_is_broken_anyway_is_judged_beside_a_silent_include(
    looking: Looking,
) -> None:
    names = Names(
        txt(shop="v=spf1 include:a.test include:gone.test -all"), silent=frozenset({"a.test"})
    )
    look, _ = await looking(names.answer)
    assert not tree_of(await seen(look)).exact


async def test_a_silent_resolver_leaves_both_facts_unmeasured(looking: Looking) -> None:
    look, _ = await looking(lambda _query, _tcp: [])
    facts = await gather((collect_spf_record, collect_spf_lookups), look, seconds=5)
    assert isinstance(facts.get(SpfRecord, DOMAIN), Unmeasured)
    assert isinstance(facts.get(SpfLookups, DOMAIN), Unmeasured)


@pytest.mark.parametrize("policies", [(), ('"v=spf1 -all"', '"v=spf1 ~all"')])
async def test_without_one_record_there_is_nothing_to_follow(
    looking: Looking, policies: tuple[str, ...]
) -> None:
    look, _ = await looking(Names({"shop.test TXT": policies}).answer)
    with pytest.raises(NotThere, match="does not publish one SPF record"):
        await collect_spf_lookups.collect(look, DOMAIN)


async def test_a_bomb_costs_no_more_than_the_budget(looking: Looking) -> None:
    def bomb(query: bytes, over_tcp: bool) -> list[bytes]:
        name = asked_name(query)
        policy = "v=spf1 " + " ".join(f"include:{side}.{name}" for side in "abcdefgh") + " -all"
        return Names({f"{name} TXT": (f'"{policy}"',)}).answer(query, over_tcp)

    look, server = await looking(bomb)
    tree = tree_of(await seen(look))
    assert tree.over
    assert tree.counted.startswith("at least")
    assert len(server.queries) <= MOST_QUERIES


async def test_addresses_are_asked_for_only_where_the_advice_needs_them(looking: Looking) -> None:
    records = txt(shop="v=spf1 mx" + " exists:%{i}.x.test" * 9 + " -all")
    records |= {"shop.test MX": ("10 mx.shop.test.",), "mx.shop.test A": ("192.0.2.9",)}
    look, server = await looking(Names(records).answer)
    tree = tree_of(await seen(look))
    assert tree.root.branches[0].addresses == ("192.0.2.9",)
    kinds = Counter(asked_kind(query) for query in server.queries)
    assert kinds == {"TXT": 1, "MX": 1, "A": 1, "AAAA": 1}


async def test_declared_sending_domains_are_looked_at_instead(looking: Looking) -> None:
    product = Product(domain=DOMAIN, sending_domains=("mail.test",))
    look, _ = await looking(Names(txt(mail="v=spf1 -all")).answer, product)
    facts = await gather((collect_spf_record,), look, seconds=5)
    assert facts.subjects(SpfRecord) == ("mail.test",)


async def test_a_product_without_a_domain_sends_from_none(looking: Looking) -> None:
    look, _ = await looking(Names({}).answer, Product())
    facts = await gather((collect_spf_lookups,), look, seconds=5)
    assert isinstance(facts.each(SpfLookups).absent[0], Absent)


async def evaluate(look: Look, ip: str, *, seconds: float = 5.0) -> SpfResult:
    asking = check_host(ip, DOMAIN, f"ann@{DOMAIN}", f"mail.{DOMAIN}")
    return await drive(asking, look.network.resolver, seconds=seconds)


async def test_an_evaluation_runs_over_the_network(looking: Looking) -> None:
    records = txt(shop="v=spf1 include:a.test mx -all", a="v=spf1 ip4:198.51.100.0/24 -all")
    records |= {"shop.test MX": ("10 mx.shop.test.",), "mx.shop.test A": ("192.0.2.9",)}
    look, _ = await looking(Names(records).answer)
    assert (await evaluate(look, "192.0.2.9")).term == "mx"
    assert (await evaluate(look, "203.0.113.1")).verdict is SpfVerdict.FAIL


async def test_an_evaluation_ends_in_time(looking: Looking) -> None:
    look, _ = await looking(lambda _query, _tcp: [])
    result = await evaluate(look, "192.0.2.9", seconds=0.1)
    assert result == SpfResult(SpfVerdict.TEMPERROR, "the evaluation took more than 0.1 s")


async def test_a_backslash_in_a_name_is_asked_for_as_it_is(looking: Looking) -> None:
    names = Names(txt(shop=r"v=spf1 exists:a\\b.test -all") | {r"a\\b.test A": ("127.0.0.2",)})
    look, server = await looking(names.answer)
    await evaluate(look, "192.0.2.9")
    assert rb"a\b" in server.queries[-1]
