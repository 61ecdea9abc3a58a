"""The conformance suite of RFC 7208, every one of its 203 tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from launchready.derive.mail.spf.check_host import answered_by, check_host
from launchready.derive.mail.spf.evaluation import Query
from launchready.facts.dns import Answer, Status

SUITE = Path(__file__).parents[4] / ".venv" / "vectors" / "spf" / "rfc7208-tests.yml"
COUNT = 203
MISSING = "The RFC 7208 test suite is missing: run tools/fetch-vectors."
SILENT = "TIMEOUT"
MOST_QUERIES = 1 + 10 * 11 + 11 + 1


@cache
def scenarios() -> tuple[dict[str, Any], ...]:
    if not SUITE.exists():
        return ()
    return tuple(yaml.safe_load_all(SUITE.read_text("utf-8")))


def cases() -> Iterator[Any]:
    if not scenarios():
        yield pytest.param({}, {}, id="missing")
    for scenario in scenarios():
        zone = {name.lower(): records for name, records in scenario["zonedata"].items()}
        for name, test in scenario["tests"].items():
            yield pytest.param(test, zone, id=name)


def text(kind: str, value: Any) -> str:
    if kind == "MX":
        return f"{value[0]} {value[1] or '.'}"
    if kind == "TXT" and isinstance(value, list):
        return "".join(value)
    return str(value)


def resolve(zone: dict[str, list[Any]], query: Query) -> Answer:
    """Answer as the suite's own driver does: `SPF` stands for TXT where there is no TXT."""
    name, aliases = query.name.lower(), set[str]()
    while True:
        if name not in zone:
            return Answer(query.name, query.kind, Status.NO_SUCH_NAME)
        pairs = [next(iter(one.items())) for one in zone[name] if one != SILENT]
        target = next((str(v).lower().rstrip(".") for kind, v in pairs if kind == "CNAME"), None)
        if target is None:
            break
        if target in aliases:
            return Answer(query.name, query.kind, Status.BROKEN, why="CNAME loop")
        aliases.add(target)
        name = target
    if not any(kind == "TXT" for kind, _ in pairs):
        pairs += [("TXT", value) for kind, value in pairs if kind == "SPF"]
    values = tuple(text(*pair) for pair in pairs if pair[0] == query.kind and pair[1] != "NONE")
    if not values and SILENT in zone[name]:
        return Answer(query.name, query.kind, Status.TIMEOUT)
    status = Status.ANSWERED if values else Status.NO_RECORDS
    return Answer(query.name, query.kind, status, values)


def test_the_whole_suite_is_there() -> None:
    assert SUITE.exists(), MISSING
    assert sum(len(scenario["tests"]) for scenario in scenarios()) == COUNT


@pytest.mark.parametrize(("test", "zone"), tuple(cases()))
def test_rfc7208(test: dict[str, Any], zone: dict[str, list[Any]]) -> None:
    assert test, MISSING
    domain = test["mailfrom"].rpartition("@")[2] or test["helo"]
    asked: list[Query] = []

    def ask(query: Query) -> Answer:
        asked.append(query)
        return resolve(zone, query)

    result = answered_by(check_host(test["host"], domain, test["mailfrom"], test["helo"]), ask)

    allowed = test["result"] if isinstance(test["result"], list) else [test["result"]]
    assert result.verdict in allowed, result
    if "explanation" in test:
        assert (result.explanation or "DEFAULT") == test["explanation"]
    assert len(asked) <= MOST_QUERIES
