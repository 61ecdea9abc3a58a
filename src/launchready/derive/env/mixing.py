"""Compare environments: what is missing, what drifts, what two of them share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from launchready.derive.env.names import given_by_platform
from launchready.facts.env import Environment, Looks, State, Variable

SECRETS = frozenset({Looks.SECRET, Looks.LIVE_KEY, Looks.TEST_KEY})


@dataclass(frozen=True, slots=True)
class Shared:
    """One value in two environments."""

    mine: Variable
    where: Environment
    theirs: Variable
    elsewhere: Environment


def names_in(environments: Iterable[Environment]) -> frozenset[str]:
    """Return every name that some of the environments has."""
    return frozenset(name for one in environments for name in one.names())


def shared_secrets(mine: Iterable[Environment], others: Iterable[Environment]) -> Iterator[Shared]:
    """Yield the secrets that stand on both sides, each value once."""
    known: dict[str, tuple[Variable, Environment]] = {}
    for environment in mine:
        for variable in environment.variables:
            if _is_secret(variable):
                known.setdefault(variable.fingerprint, (variable, environment))
    seen: set[str] = set()
    for environment in others:
        for variable in environment.variables:
            print_ = variable.fingerprint
            if _is_secret(variable) and print_ in known and print_ not in seen:
                seen.add(print_)
                yield Shared(*known[print_], variable, environment)


def _is_secret(variable: Variable) -> bool:
    return variable.looks in SECRETS and variable.state is State.SET and bool(variable.fingerprint)


def drift(
    one: Iterable[Environment], other: Iterable[Environment]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names that only the first side has, and those that only the second has."""
    first, second = names_in(one), names_in(other)
    return _own(first - second), _own(second - first)


def comparable(
    production: tuple[Environment, ...], staging: tuple[Environment, ...]
) -> tuple[tuple[Environment, ...], tuple[Environment, ...]] | None:
    """Return the environments of both sides that can be compared name by name; None for none.

    What is left out of one kind of file says nothing when the other side is another kind.
    """
    if any(one.whole for one in production) and any(one.whole for one in staging):
        return production, staging
    shared = {one.platform for one in production} & {one.platform for one in staging}
    if not shared:
        return None
    return (
        tuple(one for one in production if one.platform in shared),
        tuple(one for one in staging if one.platform in shared),
    )


def _own(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names if not given_by_platform(name)))
