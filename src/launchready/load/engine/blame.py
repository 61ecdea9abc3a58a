"""What a request that failed is counted as."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from traceback import walk_tb

from launchready.facts.load import Fault
from launchready.load.journey import Answer, Step
from launchready.net.failure import Failure, Phase
from launchready.net.http.connection import Connection

_TOO_MANY = 429
_BAD = 400
_SERVER = 500
_MOST_WORDS = 200
SCENARIO = "launchready_scenario_"
"""How the module of a scenario in Python begins its name."""

_OPENING = {
    Phase.NAME: Fault.NAME,
    Phase.CONNECT: Fault.CONNECT,
    Phase.TLS: Fault.TLS,
    Phase.FIRST_BYTE: Fault.TIMEOUT,
}

Blame = tuple[Fault | None, str]
"""What it counts as, and why in words; None: a success."""


def of_opening(failure: Failure) -> Blame:
    """Return what a connection that did not come about counts as."""
    return _OPENING.get(failure.phase, Fault.CONNECT), str(failure)


def of_cut(connection: Connection) -> Blame:
    """Return what an answer that did not come whole counts as."""
    reading = connection.reading
    why = str(reading.failure) if reading.failure is not None else reading.why
    if connection.late:
        return Fault.TIMEOUT, why
    if connection.hung_up or reading.overlong:
        return Fault.CLOSED, why
    return Fault.GARBAGE, why


def of_answer(step: Step, answer: Answer) -> Blame:
    """Return what a whole answer counts as, by its status and by what the scenario expects."""
    status = answer.status
    by_status = None
    if status >= _SERVER:
        by_status = Fault.SERVER
    elif status >= _BAD:
        by_status = Fault.TOO_MANY if status == _TOO_MANY else Fault.CLIENT
    if step.expect is None:
        return by_status, f"status {status}" if by_status else ""
    try:
        wrong = str(step.expect(answer) or "")
    except Exception as error:  # noqa: BLE001 - a scenario is anybody's code
        wrong = words_of(error)
    if wrong:
        return by_status or Fault.ASSERTION, wrong[:_MOST_WORDS]
    return (by_status, f"status {status}") if status >= _SERVER else (None, "")


def words_of(error: BaseException) -> str:
    """Return what a scenario raised, in a line."""
    text = " ".join(str(error).split())[:_MOST_WORDS]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def slip_of(error: BaseException) -> str:
    """Return which mistake a scenario made: type, file and line; empty: it judged an answer.

    Its words stay out: they may hold what the product sent, or a secret.
    """
    if isinstance(error, (AssertionError, asyncio.CancelledError)):
        return ""
    own = other = ""
    for frame, line in walk_tb(error.__traceback__):
        module = str(frame.f_globals.get("__name__", ""))
        top = module.partition(".")[0]
        place = f"{Path(frame.f_code.co_filename).name} line {line}"
        if module.startswith(SCENARIO):
            own = place
        elif top != "launchready" and top not in sys.stdlib_module_names:
            other = place
    place = own or other
    return f"{type(error).__name__} at {place}" if place else ""
