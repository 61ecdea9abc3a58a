from __future__ import annotations

import asyncio

import pytest

from launchready.facts.dns import Status
from launchready.net.failure import Failure

from .conftest import Resolving, Rogue, asked_name, reply
from .knot import Knot


async def test_aliases_are_recorded_in_order(knot: Knot, resolving: Resolving) -> None:
    answer = await resolving(knot.server).ask("far.shop.example", "A")
    assert answer.aliases == ("www.shop.example", "shop.example")
    assert answer.values == ("127.0.0.1",)


async def test_a_dangling_alias_is_a_missing_name_with_aliases(
    knot: Knot, resolving: Resolving
) -> None:
    resolver = resolving(knot.server)
    answer = await resolver.ask("gone.shop.example", "A")
    assert answer.status is Status.NO_SUCH_NAME
    assert answer.aliases == ("nothing.shop.example",)
    with pytest.raises(Failure, match=r"alias of nothing\.shop\.example, which does not exist"):
        await resolver.addresses("gone.shop.example")


async def test_an_alias_loop_inside_one_answer_is_broken(knot: Knot, resolving: Resolving) -> None:
    answer = await resolving(knot.server).ask("a.shop.example", "A")
    assert answer.status is Status.BROKEN
    assert answer.why == "CNAME loop: a.shop.example -> b.shop.example -> a.shop.example"


async def test_aliases_that_the_server_leaves_are_followed(
    rogue: Rogue, resolving: Resolving
) -> None:
    chain = {"www.shop.example": "edge.cdn.test", "edge.cdn.test": "pop.cdn.test"}

    def one_step(query: bytes, _: bool) -> list[bytes]:
        name = asked_name(query)
        if name in chain:
            return [reply(query, f"{name}. 60 IN CNAME {chain[name]}.")]
        return [reply(query, f"{name}. 60 IN A 192.0.2.7")]

    answer = await resolving((await rogue(one_step)).server).ask("www.shop.example", "A")
    assert answer.name == "www.shop.example"
    assert answer.aliases == ("edge.cdn.test", "pop.cdn.test")
    assert answer.values == ("192.0.2.7",)


async def test_an_alias_loop_over_several_answers_is_broken(
    rogue: Rogue, resolving: Resolving
) -> None:
    other = {"a.test": "b.test", "b.test": "a.test"}

    def spin(query: bytes, _: bool) -> list[bytes]:
        name = asked_name(query)
        return [reply(query, f"{name}. 60 IN CNAME {other[name]}.")]

    resolver = resolving((await rogue(spin)).server)
    answers = await asyncio.gather(resolver.ask("a.test", "A"), resolver.ask("b.test", "A"))
    assert [answer.status for answer in answers] == [Status.BROKEN] * 2
    assert answers[0].why == "CNAME loop: a.test -> b.test -> a.test"


async def test_an_endless_chain_of_aliases_is_cut(rogue: Rogue, resolving: Resolving) -> None:
    def onward(query: bytes, _: bool) -> list[bytes]:
        name = asked_name(query)
        step = int(name[1:].split(".")[0]) + 1
        return [reply(query, f"{name}. 60 IN CNAME n{step}.test.")]

    server = await rogue(onward)
    answer = await resolving(server.server).ask("n0.test", "A")
    assert answer.status is Status.BROKEN
    assert answer.why == "a chain of more than 10 CNAME records"
    assert len(server.queries) <= 11


async def test_an_alias_to_a_missing_name_elsewhere_dangles(
    rogue: Rogue, resolving: Resolving
) -> None:
    def dangle(query: bytes, _: bool) -> list[bytes]:
        if asked_name(query) == "www.shop.example":
            return [reply(query, "www.shop.example. 60 IN CNAME gone.cloud.test.")]
        return [reply(query, rcode="NXDOMAIN")]

    answer = await resolving((await rogue(dangle)).server).ask("www.shop.example", "A")
    assert answer.status is Status.NO_SUCH_NAME
    assert answer.aliases == ("gone.cloud.test",)
