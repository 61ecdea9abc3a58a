"""Scenarios from texts, and journeys taken by hand: no socket is needed to see what they send."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path

import pytest

from launchready.facts.load import Fault
from launchready.load.engine.lines import Lines, open_lines
from launchready.load.engine.run import run_once
from launchready.load.journey import Answer, Journey, Pause, Scenario, Step, User
from launchready.load.phase import Phase
from launchready.load.scenario.read import parse_scenario
from launchready.load.tally import Tally
from launchready.load.trouble import LoadError
from launchready.net.http.limits import Limits
from launchready.net.network import Settings

Answers = Callable[[Step], Answer]
Read = Callable[..., Scenario]


def walked(journey: Journey, user: User, answers: Answers) -> list[Step | Pause]:
    """Take a visitor through a journey as the engine does, and return what was awaited."""
    awaited: list[Step | Pause] = []
    coroutine = journey(user)
    value: Answer | None = None
    while True:
        try:
            asked = coroutine.send(value)
        except StopIteration:
            return awaited
        awaited.append(asked)
        value = None
        if isinstance(asked, Step):
            value = answers(asked)
            why = asked.expect(value) if asked.expect is not None else ""
            if not why and asked.expect is None and value.status >= 400:
                why = f"status {value.status}"
            if why:
                value.fault, value.why = Fault.ASSERTION, why


def steps(awaited: list[Step | Pause]) -> list[Step]:
    return [one for one in awaited if isinstance(one, Step)]


def fine(_: Step) -> Answer:
    return Answer(200, (), b"{}")


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a scenario from its text; feeds are in `tmp_path`."""

    def read(text: str, environ: Mapping[str, str] | None = None) -> Scenario:
        return parse_scenario(text, "shop.yaml", tmp_path, environ or {})

    return read


@pytest.fixture
def refused(read: Read) -> Callable[..., str]:
    """Return the sentence with which a scenario is refused."""

    def refused(text: str, environ: Mapping[str, str] | None = None) -> str:
        with pytest.raises(LoadError) as caught:
            read(text, environ)
        return str(caught.value)

    return refused


@pytest.fixture
async def lines() -> AsyncIterator[Lines]:
    opened = open_lines(
        Settings(allow_private=True, timeout=2.0),
        limits=Limits(total_s=5.0),
        tag="lr-test",
        most=20,
        allowed=frozenset({"127.0.0.1"}),
    )
    yield opened
    await opened.close()


def once() -> Tally:
    return Tally(Phase("once", 10))


async def tried(scenario: Scenario, lines: Lines, part: int = 0) -> tuple[str, Tally]:
    tally = once()
    why = await run_once(scenario.parts[part].journey, scenario.new_user(0), lines, tally)
    return why, tally
