from __future__ import annotations

import asyncio

import pytest

from launchready.collect.collector import Collector, NotThere, collector
from launchready.collect.look import Look
from launchready.collect.subjects import names, product, zones
from launchready.engine.gather import gather
from launchready.facts.base import PRODUCT, Absent, Unmeasured
from launchready.facts.product import Host, Product, Role
from launchready.facts.run import Run
from launchready.net.failure import Failure, Phase
from launchready.net.network import Settings, open_network

from .conftest import Door, Window

HOUSE = Product(hosts=(Host("a.example", Role.APEX), Host("b.example", Role.APP)))


@collector(per=names, none="there is no house")
async def collect_doors(look: Look, host: str) -> Door | Absent:
    if host == "b.example":
        raise Failure(Phase.CONNECT, "nobody is home")
    return await look.once(("door", host), lambda: open_door(host))


async def open_door(host: str) -> Door:
    await asyncio.sleep(0)
    return Door(host, open=True)


@collector(per=product, none="")
async def collect_nothing(_: Look, subject: str) -> Window:
    raise NotThere("windows are for " + subject + " with walls")


@collector(per=product, none="")
async def collect_broken(_: Look, subject: str) -> Window:
    return {"other": Window(subject)}[subject]


@collector(per=product, none="")
async def collect_slowly(_: Look, subject: str) -> Window:
    await asyncio.sleep(60)
    return Window(subject)


@collector(per=zones, none="an IP address has no zone")
async def collect_zones(_: Look, zone: str) -> Window:
    return Window(zone)


async def looked(one: Collector, subject: str, run: Run, seconds: float = 5.0) -> object:
    look = Look(HOUSE, open_network(Settings()), run)
    try:
        facts = await gather([one], look, seconds=seconds)
    finally:
        await look.close()
    return facts.get(one.kind, subject)


async def test_a_fact_is_gathered_per_subject(run: Run) -> None:
    assert await looked(collect_doors, "a.example", run) == Door("a.example", open=True)


@pytest.mark.parametrize(
    ("one", "subject", "expected"),
    [
        pytest.param(
            collect_doors,
            "b.example",
            Unmeasured(Door, "b.example", "connect: nobody is home"),
            id="a target that does not answer is unmeasured",
        ),
        pytest.param(
            collect_nothing,
            PRODUCT,
            Absent(Window, PRODUCT, "windows are for product with walls"),
            id="what is not there is absent",
        ),
        pytest.param(
            collect_broken,
            PRODUCT,
            Unmeasured(
                Window, PRODUCT, "the collector itself broke: KeyError at test_gather.py:41"
            ),
            id="a broken collector is unmeasured",
        ),
        pytest.param(
            collect_slowly,
            PRODUCT,
            Unmeasured(Window, PRODUCT, "the time limit of 0.05 s was reached"),
            id="what is late is unmeasured",
        ),
        pytest.param(
            collect_zones,
            PRODUCT,
            Absent(Window, PRODUCT, "an IP address has no zone"),
            id="a product without such subjects has nothing to judge",
        ),
    ],
)
async def test_every_end_has_its_sighting(
    one: Collector, subject: str, expected: object, run: Run
) -> None:
    seconds = 0.05 if one is collect_slowly else 5.0
    assert await looked(one, subject, run, seconds) == expected


async def test_a_measurement_is_made_once_however_many_ask(run: Run) -> None:
    look = Look(HOUSE, open_network(Settings()), run)
    made: list[int] = []

    async def measure() -> int:
        made.append(1)
        await asyncio.sleep(0.01)
        return len(made)

    answers = await asyncio.gather(*(look.once("key", measure) for _ in range(5)))
    await look.close()

    assert answers == [1] * 5


async def test_one_who_gives_up_takes_nothing_from_the_others(run: Run) -> None:
    look = Look(HOUSE, open_network(Settings()), run)

    async def measure() -> str:
        await asyncio.sleep(0.05)
        return "seen"

    impatient = asyncio.ensure_future(look.once("key", measure))
    patient = asyncio.ensure_future(look.once("key", measure))
    await asyncio.sleep(0.01)
    impatient.cancel()

    assert await patient == "seen"
    await look.close()
