"""One planted fault. Planting and listing are one thing, so that the list cannot drift."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from launchready.demo.blueprint import Blueprint

Plant = Callable[[Blueprint], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong on purpose."""

    id: str
    says: str
    """What is wrong, in one sentence."""
    check: str
    """Id of the check that must find it."""
    subject: str
    """The subject of that check's finding."""
    plant: Plant
    consent: bool = False
    """Found only by an audit that may send a burst (`--consent-burst`)."""
    alone: bool = False
    """It would hide other faults, so it is not planted with them."""


def fault(
    check: str, subject: str, *, consent: bool = False, alone: bool = False
) -> Callable[[Plant], Fault]:
    """Turn a function that spoils a blueprint into a fault; its docstring says what is wrong."""

    def decorate(plant: Plant) -> Fault:
        name = plant.__name__.replace("_", "-")
        return Fault(name, (plant.__doc__ or "").strip(), check, subject, plant, consent, alone)

    return decorate
