"""Zones as tables, and the conformance vectors that `tools/fetch-vectors` fetches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from launchready.facts.dns import Answer, Status

Records = Mapping[str, Mapping[str, Sequence[str]]]
Ask = Callable[[str, str], Answer]
VECTORS = Path(__file__).parents[4] / ".venv" / "vectors" / "spf" / "rfc7208-tests.yml"


def look_up(zone: Records, name: str, kind: str) -> Answer:
    """What an honest resolver answers over a table; the value `TIMEOUT` is a server in silence."""
    records = zone.get(name.lower())
    if records is None:
        return Answer(name, kind, Status.NO_SUCH_NAME)
    values = tuple(records.get(kind, ()))
    if values == ("TIMEOUT",):
        return Answer(name, kind, Status.TIMEOUT, why="timed out")
    return Answer(name, kind, Status.ANSWERED if values else Status.NO_RECORDS, values)


@pytest.fixture
def resolving() -> Callable[[Records], Ask]:
    """`resolving(zone)` gives the function that asks a table."""
    return lambda zone: lambda name, kind: look_up(zone, name, kind)
