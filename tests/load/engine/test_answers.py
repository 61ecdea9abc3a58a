"""What is asked, and what an answer counts as."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.load.servers import Errors, Fixed, Sse, Storm, inside

from launchready.facts.load import Fault
from launchready.facts.product import RouteKind
from launchready.load.engine import errand
from launchready.load.engine.lines import Lines
from launchready.load.engine.run import run_phase
from launchready.load.journey import Answer, Step, Target, User

from .conftest import HOME, brisk, once, scenario


async def test_every_request_carries_the_mark_of_its_run(lines: Lines) -> None:
    app = Fixed(ms=1)

    async def journey(user: User) -> None:
        assert user.run == "lr-test"
        await user.get("/", headers={"X-Launchready-Run": "forged"})
        await user.post("/", {"a": 1})

    async with inside(app) as server:
        assert (await once(journey, server.base, lines))[0] == ""
    assert app.seen.tags == {"lr-test": 2}


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "http://127.0.0.1:0/", "nonsense"])
async def test_an_address_that_cannot_be_asked_is_a_fault_of_the_step(
    lines: Lines, url: str
) -> None:
    async def journey(user: User) -> None:
        await user.request(Target("odd"), url)

    failed, tally = await once(journey, "", lines)
    assert failed
    assert tally.routes["odd"].faults == {Fault.ASSERTION: 1}


async def test_a_header_cannot_be_smuggled_in(lines: Lines) -> None:
    app = Fixed(ms=1)

    async def journey(user: User) -> None:
        await user.get("/", headers={"X-Token": "a\r\nX-Evil: 1"})

    async with inside(app) as server:
        failed, tally = await once(journey, server.base, lines)
    assert "control character" in failed
    assert (tally.failed, app.seen.requests) == (1, 0)


def expecting(user: User, wrong: Any) -> Step:
    return user.request(HOME, expect=wrong)


async def test_what_a_scenario_expects_decides(lines: Lines) -> None:
    async def good(user: User) -> None:
        await expecting(user, lambda answer: "" if answer.status == 429 else "not limited")

    async def bad(user: User) -> None:
        await expecting(user, lambda _: "no sign of a price")

    async with inside(Storm()) as server:
        failed, tally = await once(good, server.base, lines)
        assert (failed, tally.failed, tally.routes["home"].retry_after) == ("", 0, 1)
        failed, tally = await once(bad, server.base, lines)
        assert (failed, tally.routes["home"].faults) == (
            "home: no sign of a price",
            {Fault.TOO_MANY: 1},
        )
    async with inside(Fixed(ms=1)) as server:
        _, tally = await once(bad, server.base, lines)
        assert tally.routes["home"].faults == {Fault.ASSERTION: 1}


def asserts(answer: Answer) -> str:
    assert answer.status == 204, "not empty"
    return ""


async def test_an_assertion_in_what_is_expected_is_a_judgement(lines: Lines) -> None:
    async def journey(user: User) -> None:
        await expecting(user, asserts)

    async with inside(Fixed(ms=1)) as server:
        failed, tally = await once(journey, server.base, lines)
    assert failed.startswith("home: AssertionError: not empty")
    assert tally.routes["home"].faults == {Fault.ASSERTION: 1}


def misses(answer: Answer) -> str:
    return str(answer.json()["s3cr3t"])


def adds(answer: Answer) -> str:
    whole: Any = answer.status
    return str("at " + whole)


def takes_nothing() -> str:
    return ""


def says_yes(answer: Answer) -> bool:
    return answer.status == 200


MISTAKES = [
    pytest.param(misses, r"KeyError at test_answers\.py line \d+", id="key"),
    pytest.param(adds, r"TypeError at test_answers\.py line \d+", id="type"),
    pytest.param(takes_nothing, r"TypeError at test_answers\.py line \d+", id="arguments"),
    pytest.param(says_yes, r"TypeError at test_answers\.py line \d+", id="yes or no"),
    pytest.param(200, "TypeError at the `expect` of home", id="no function"),
]


@pytest.mark.parametrize(("wrong", "words"), MISTAKES)
async def test_a_mistake_in_what_is_expected_is_the_scenarios(
    lines: Lines, wrong: Any, words: str
) -> None:
    async def journey(user: User) -> None:
        await expecting(user, wrong)

    async with inside(Fixed(ms=1)) as server:
        failed, tally = await once(journey, server.base, lines)
        made = scenario(server.base, journey)
        many = await run_phase(made, brisk(20, 3.0), lines)
    assert re.fullmatch(words, failed)
    assert (tally.failed, tally.requests, tally.finished) == (0, 1, 0)
    assert tally.void == tally.stopped == f"the scenario itself failed: {failed}"
    assert many.void == many.stopped == tally.void
    assert many.failed == 0
    assert many.seconds < 2


@pytest.mark.parametrize(("status", "fault"), [(404, Fault.CLIENT), (500, Fault.SERVER)])
@pytest.mark.parametrize("wrong", [misses, adds])
async def test_a_failed_answer_is_to_blame_where_what_is_expected_breaks(
    lines: Lines, wrong: Any, status: int, fault: Fault
) -> None:
    async def journey(user: User) -> None:
        await expecting(user, wrong)

    async with inside(Errors(every=1, status=status)) as server:
        failed, tally = await once(journey, server.base, lines)
    assert failed
    assert tally.routes["home"].faults == {fault: 1}
    assert not tally.void


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (302, None),
        (404, Fault.CLIENT),
        (429, Fault.TOO_MANY),
        (500, Fault.SERVER),
        (503, Fault.SERVER),
    ],
)
async def test_a_status_is_a_fault_by_its_class(
    lines: Lines, status: int, fault: Fault | None
) -> None:
    async with inside(Errors(every=1, status=status)) as server:
        _, tally = await once(scenario(server.base).parts[0].journey, server.base, lines)
    route = tally.routes["home"]
    assert route.faults == ({fault: 1} if fault else {})
    assert route.statuses == {status: 1}
    assert route.response.count == (0 if fault else 1)


async def test_a_stream_is_timed_event_by_event(lines: Lines) -> None:
    target = Target("chat", "POST", "/chat", RouteKind.CHAT, stream=True)
    seen: list[Answer] = []

    async def journey(user: User) -> None:
        seen.append(await user.request(target, body=b"{}"))

    async with inside(Sse(first_ms=30, gap_ms=5, events=6)) as server:
        failed, tally = await once(journey, server.base, lines)
    stream = tally.routes["chat"].stream
    assert failed == ""
    assert stream is not None
    assert (stream.format, stream.streams, stream.cut, stream.events) == ("sse", 1, 0, 6)
    assert stream.first_event.low >= 29_000
    assert b"data:" in seen[0].body


@pytest.mark.parametrize(("method", "connections"), [("GET", 1), ("POST", 2)])
async def test_what_cannot_be_repeated_goes_over_a_connection_in_use(
    lines: Lines, monkeypatch: pytest.MonkeyPatch, method: str, connections: int
) -> None:
    monkeypatch.setattr(errand, "_RESTED_S", 0.05)
    app = Fixed(ms=1)

    async def journey(user: User) -> None:
        for pause in (0.0, 0.0, 0.1):
            await user.think(pause)
            await user.request(Target("t", method, "/"))

    async with inside(app) as server:
        failed, _ = await once(journey, server.base, lines)
    assert failed == ""
    assert app.seen.connections == connections


async def test_a_request_that_is_none_is_a_fault_of_its_step(lines: Lines) -> None:
    bad: Any = (("X-Number", 7),)

    async def journey(user: User) -> None:
        await user.request(Target("odd", "GET", "/"), headers=bad)

    async with inside(Fixed(ms=1)) as server:
        failed, tally = await once(journey, server.base, lines)
    assert failed.startswith("odd: no request: TypeError")
    assert tally.routes["odd"].faults == {Fault.ASSERTION: 1}
