"""What an answer must be, and what is taken from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from launchready.load.journey import Answer, User
from launchready.load.scenario.extract import MISSING, MOST_VALUE, Find, Path, Seen
from launchready.load.scenario.places import Places
from launchready.load.scenario.template import Text
from launchready.load.scenario.value import Value

FIRST_BAD = 400
Demand = Callable[[Seen, User, int], str]
"""Says what is wrong with an answer, for a visitor and a turn; empty: nothing."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """One variable that is taken from an answer."""

    name: str
    find: Find
    default: str | None = None
    link: bool = False
    """It is sent to later: it must lead to a declared host."""


class Judge:
    """Judges the answers of one step. What it says holds no value of the answer."""

    __slots__ = ("_demands", "_extractions", "_places")

    def __init__(
        self, demands: tuple[Demand, ...], extractions: tuple[Extraction, ...], places: Places
    ) -> None:
        self._demands = demands
        self._extractions = extractions
        self._places = places

    def say(self, user: User, turn: int, url: str, answer: Answer) -> str:
        """Return what is wrong; empty: nothing, and every variable is set."""
        seen = Seen(answer)
        for demand in self._demands:
            why = demand(seen, user, turn)
            if why:
                return why
        for one in self._extractions:
            value = one.find(seen)
            if value is None:
                value = one.default
            if value is None:
                return f"the answer holds no {one.name}"
            if len(value) > MOST_VALUE:
                return f"{one.name} has more than {MOST_VALUE} characters"
            if one.link:
                value = self._places.resolved(url, value)
                if not value:
                    return f"{one.name} leads to a host that the scenario does not declare"
            user.variables[one.name] = value
        return ""


def status_below_400(seen: Seen, _: User, __: int) -> str:
    """Demand a success."""
    status = seen.answer.status
    return "" if status < FIRST_BAD else f"answered {status}"


def status_of(wanted: frozenset[int]) -> Demand:
    """Demand one of these statuses."""
    shown = " or ".join(str(one) for one in sorted(wanted))

    def demand(seen: Seen, _: User, __: int) -> str:
        status = seen.answer.status
        return "" if status in wanted else f"answered {status}, expected {shown}"

    return demand


def body_with(text: Text, shown: str) -> Demand:
    """Demand a text in the body."""

    def demand(seen: Seen, user: User, turn: int) -> str:
        found = text.text(user, turn).encode() in seen.answer.body
        return "" if found else f"the body does not contain {shown!r}"

    return demand


def json_with(path: Path, shown: str, wanted: Value, text: Text | None) -> Demand:
    """Demand a value at a JSON path; `text` where it has variables."""

    def demand(seen: Seen, user: User, turn: int) -> str:
        found = path(seen)
        if found is MISSING:
            return f"there is no {shown} in the answer"
        value = text.text(user, turn) if text is not None else wanted
        # In Python True equals 1; in JSON it does not.
        same = found == value and isinstance(found, bool) == isinstance(value, bool)
        return "" if same else f"{shown} is not what is expected"

    return demand


def header_with(name: str, text: Text | None) -> Demand:
    """Demand a header, and its value where a text is given."""

    def demand(seen: Seen, user: User, turn: int) -> str:
        value = seen.answer.header(name)
        if value is None:
            return f"the header {name} is missing"
        if text is not None and value != text.text(user, turn):
            return f"the header {name} is not what is expected"
        return ""

    return demand


def within(ms: float) -> Demand:
    """Demand an answer within so many milliseconds from the moment it was due."""

    def demand(seen: Seen, _: User, __: int) -> str:
        return "" if seen.answer.response_s * 1e3 <= ms else f"took longer than {ms:g} ms"

    return demand
