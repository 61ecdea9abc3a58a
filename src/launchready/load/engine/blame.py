"""What a request that failed is counted as."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from traceback import walk_tb

from launchready.facts.load import Fault
from launchready.load.journey import Answer, Step
from launchready.load.trouble import LoadError
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


class SlipError(LoadError):
    """What a scenario expects made a mistake of its own: that says nothing of the answer."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the scenario itself failed: {why}")
        self.why = why
        """Which mistake: type, file and line, without values."""


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
    """Return what a whole answer counts as, by its status and by what the scenario expects.

    Raises `SlipError` where `expect` breaks at an answer that is no failure by its status. An
    `AssertionError` is a judgement.
    """
    status = answer.status
    by_status = None
    if status >= _SERVER:
        by_status = Fault.SERVER
    elif status >= _BAD:
        by_status = Fault.TOO_MANY if status == _TOO_MANY else Fault.CLIENT
    if step.expect is None:
        return by_status, f"status {status}" if by_status else ""
    try:
        wrong = _said(step.expect(answer))
    except Exception as error:
        slip = "" if by_status else slip_of(error) or _uncalled(step, error)
        if slip:
            raise SlipError(slip) from error
        wrong = words_of(error)
    if wrong:
        return by_status or Fault.ASSERTION, wrong[:_MOST_WORDS]
    return (by_status, f"status {status}") if status >= _SERVER else (None, "")


def _said(wrong: object) -> str:
    """Return what `expect` found wrong. Raises TypeError for yes or no: which of them is wrong?"""
    if isinstance(wrong, bool):
        why = "`expect` says in words what is wrong, or nothing"
        raise TypeError(why)
    return str(wrong or "")


def _uncalled(step: Step, error: Exception) -> str:
    """Return which `expect` cannot be called with an answer, or says yes or no; empty: none."""
    frames = [frame.f_code.co_name for frame, _ in walk_tb(error.__traceback__)]
    if frames not in (["of_answer"], ["of_answer", "_said"]) or isinstance(error, AssertionError):
        return ""
    code = getattr(step.expect, "__code__", None)
    place = f"{Path(code.co_filename).name} line {code.co_firstlineno}" if code else ""
    return f"{type(error).__name__} at {place or f'the `expect` of {step.target.name}'}"


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
