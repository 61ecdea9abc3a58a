"""A budget: what routes may take, written by whoever wants a build to fail past it.

```toml
[all]                    # every route
p95_ms = 800
error_percent = 1

[kind.login]             # routes of one kind
p95_ms = 500

[route.checkout]         # one route, by its name
p95_ms = 1000
p99_ms = 2500

[run]
min_rate = 20            # journeys each second that must be reached
```
A route's own line comes before its kind's, and that before `all`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from launchready.facts.product import RouteKind
from launchready.load.trouble import LoadError

ROUTE_KEYS = (
    "p50_ms",
    "p95_ms",
    "p99_ms",
    "error_percent",
    "min_requests",
    "first_byte_ms",
    "first_event_ms",
    "gap_ms",
    "stall_ms",
    "total_ms",
    "cut_percent",
    "min_cache_hit_percent",
)
"""Percentile 95 of first byte, first event, gap and total; `stall_ms` is the longest of all."""

RUN_KEYS = (
    "min_rate",
    "error_percent",
    "min_requests",
    "min_knee_rate",
    "neighbour_ratio",
    "phase",
)
PHASES = ("quiet", "load", "double", "calm", "beside", "noisy")
RATE = re.compile(r"(?:capacity at )?\d+\.\d/s")
"""What the phases of a search for the knee are called."""
TABLES = ("all", "kind", "route", "run")
MOST = 1e9
WHOLE = 100.0
LARGEST = 100_000
"""Bytes of a budget file."""

Lines = dict[str, float]


@dataclass(frozen=True, slots=True)
class Budget:
    """What a run must keep."""

    all: Mapping[str, float]
    kinds: Mapping[str, Mapping[str, float]]
    routes: Mapping[str, Mapping[str, float]]
    run: Mapping[str, float]
    phase: str = ""
    """The phase that is judged; empty: the main one."""

    def of(self, route: str, kind: RouteKind) -> Mapping[str, float]:
        """Return the lines that hold for a route."""
        return {**self.all, **self.kinds.get(kind.value, {}), **self.routes.get(route, {})}


def read_budget(path: Path) -> Budget:
    """Read a budget file. Raises `LoadError` in one sentence for whatever is wrong with it."""
    try:
        raw = path.read_bytes()[: LARGEST + 1]
    except OSError as error:
        message = f"{path} cannot be read: {(error.strerror or str(error)).lower()}"
        raise LoadError(message) from None
    if len(raw) > LARGEST:
        message = f"{path} is larger than a budget can be ({LARGEST // 1000} kB)"
        raise LoadError(message)
    try:
        document = tomllib.loads(raw.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path} is not TOML: {error}"
        raise LoadError(message) from None
    return _budget(str(path), document)


def _budget(path: str, document: dict[str, Any]) -> Budget:
    _known(path, document, TABLES, "")
    run = dict(_table(path, document.get("run", {}), "run"))
    phase = run.pop("phase", "")
    if not isinstance(phase, str):
        message = f"{path}: [run] phase is not the name of a phase"
        raise LoadError(message)
    if phase and phase not in PHASES and not RATE.fullmatch(phase):
        message = f"{path}: no run has a phase {phase!r}; there are {', '.join(PHASES)}"
        raise LoadError(message)
    kinds = _table(path, document.get("kind", {}), "kind")
    _known(path, kinds, tuple(kind.value for kind in RouteKind), "kind.")
    routes = _table(path, document.get("route", {}), "route")
    found = Budget(
        _lines(path, document.get("all", {}), ROUTE_KEYS, "all"),
        {name: _lines(path, one, ROUTE_KEYS, f"kind.{name}") for name, one in kinds.items()},
        {name: _lines(path, one, ROUTE_KEYS, f"route.{name}") for name, one in routes.items()},
        _lines(path, run, RUN_KEYS, "run"),
        phase,
    )
    if not (found.all or any(found.kinds.values()) or any(found.routes.values()) or found.run):
        message = f"{path} demands nothing: write a line like [all] p95_ms = 800"
        raise LoadError(message)
    return found


def _table(path: str, value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        message = f"{path}: [{name}] is not a table"
        raise LoadError(message)
    return value


def _known(path: str, table: Mapping[str, Any], known: tuple[str, ...], prefix: str) -> None:
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, 1, 0.5)
            hint = f"did you mean {prefix}{near[0]}?" if near else f"known are {', '.join(known)}"
            message = f"{path}: there is no {prefix}{key} in a budget; {hint}"
            raise LoadError(message)


def _lines(path: str, value: object, known: tuple[str, ...], name: str) -> Lines:
    table = _table(path, value, name)
    _known(path, table, known, f"[{name}] ")
    found: Lines = {}
    for key, number in table.items():
        if (
            isinstance(number, bool)
            or not isinstance(number, int | float)
            or not 0 <= number < MOST
        ):
            message = f"{path}: [{name}] {key} is not a number from 0 on"
            raise LoadError(message)
        if key.endswith("_percent") and number > WHOLE:
            message = f"{path}: [{name}] {key} is not a number from 0 to 100"
            raise LoadError(message)
        found[key] = float(number)
    return found
