"""Which variables have a value where: one that is used before it can be set is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter

from launchready.load.scenario.document import Document


@dataclass(frozen=True, slots=True)
class Use:
    """A variable in a text of the file."""

    place: str
    name: str


@dataclass(frozen=True, slots=True)
class StepFlow:
    """What one step needs and gives."""

    place: str
    uses: tuple[Use, ...]
    gives: tuple[str, ...]
    if_set: str = ""
    unless_set: str = ""


def ordered(document: Document, uses: Mapping[str, Iterable[Use]], known: set[str]) -> list[str]:
    """Return the file's own variables, each after those it uses. Raises `LoadError`."""
    graph: dict[str, set[str]] = {}
    for name, ones in uses.items():
        graph[name] = set()
        for use in ones:
            if use.name in uses:
                graph[name].add(use.name)
            elif use.name not in known:
                raise _unknown(document, use, known | set(uses))
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        ring = [str(one) for one in reversed(error.args[1])]
        sentence = f"goes round in a circle: {' uses '.join(ring)}"
        document.refuse(f"variables.{ring[0]}", sentence)


def flow(
    document: Document, steps: Iterable[StepFlow], sure: set[str], anywhere: set[str]
) -> set[str]:
    """Go through steps in order and return what surely has a value after them.

    `anywhere` are all names that some step sets. Raises `LoadError` for a use before that.
    """
    sure = set(sure)
    under: dict[tuple[str, str], set[str]] = {}
    for step in steps:
        guard = ("if", step.if_set) if step.if_set else ("unless", step.unless_set)
        word, name = guard
        if name and name not in sure | anywhere:
            raise _unknown(document, Use(f"{step.place}.{word}", name), sure | anywhere)
        inside = sure | under.get(guard, set()) | ({step.if_set} - {""})
        for use in step.uses:
            if use.name not in inside:
                raise _too_early(document, use, inside, anywhere)
        for given in step.gives:
            # From here on `if: given` may hold where it did not hold before.
            under.pop(("if", given), None)
        if not name or step.unless_set in step.gives:
            sure |= set(step.gives) if not name else {name}
        if name:
            # A variable is never unset: the same condition held in the earlier steps, too.
            under.setdefault(guard, set()).update(step.gives)
    return sure


def _too_early(document: Document, use: Use, sure: set[str], anywhere: set[str]) -> Exception:
    if use.name not in anywhere:
        return _unknown(document, use, sure | anywhere)
    sentence = (
        f"uses the variable {use.name!r} before it surely has a value: extract it in an earlier "
        f"step, or say `if: {use.name}`"
    )
    return document.wrong(use.place, sentence)


def _unknown(document: Document, use: Use, known: set[str]) -> Exception:
    near = get_close_matches(use.name, known, 1, 0.6)
    hint = f"did you mean {near[0]!r}?" if near else "it comes from env, variables, feeds, extract"
    return document.wrong(use.place, f"uses the variable {use.name!r}, which nothing sets; {hint}")
