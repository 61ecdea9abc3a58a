"""Journeys written in Python: a file with `async def journey(user)`, run when the user names it."""

from __future__ import annotations

import importlib.util
import inspect
import types
from collections.abc import Generator
from pathlib import Path
from traceback import walk_tb
from types import ModuleType
from typing import Any

from launchready.load.engine.blame import SCENARIO
from launchready.load.journey import Answer, Journey, Part, Pause, Scenario, Step, Target, User
from launchready.load.scenario.draw import between
from launchready.load.scenario.places import Places
from launchready.load.trouble import LoadError

_TROUBLE = (
    *(ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, NameError),
    *(OSError, RuntimeError, SyntaxError, TypeError, ValueError, SystemExit),
)
"""What running a file may raise."""


def python_scenario(path: Path) -> Scenario:
    """Run a Python file and return its journeys. Raises `LoadError` with one sentence.

    Each `async def` of the file that takes a user and has no leading `_` is a journey, but for
    `setup` and `cleanup`. `base` is needed; `hosts`, `name`, `headers`, `weight` (a mapping by the
    journey's name), `think` (seconds after each request but the last), `pause` and `routes`
    (`Target`s) may be there.
    """
    module = _run(path)
    journeys = _journeys(module)
    if not journeys:
        message = f"{path} has no `async def journey(user)`"
        raise LoadError(message)
    places = _places(path, module)
    headers = tuple((str(k), str(v)) for k, v in _mapping(path, module, "headers").items())
    weights = _mapping(path, module, "weight")
    think, pause = _seconds(path, module, "think"), _seconds(path, module, "pause")
    _refuse_strangers(path, weights, journeys)
    shared: dict[str, str] = {}
    setup = _one(path, module, "setup")
    return Scenario(
        name=str(getattr(module, "name", path.stem)),
        base=places.base,
        parts=tuple(
            Part(name, _paced(journey, think), _weight(path, name, weights.get(name, 1.0)), pause)
            for name, journey in journeys.items()
        ),
        targets=_targets(path, module),
        hosts=places.hosts,
        setup=_sharing(setup, shared) if setup else None,
        cleanup=_one(path, module, "cleanup"),
        new_user=lambda number: User(number, places.base, dict(shared), headers),
        shared=shared,
        in_python=True,
    )


def _run(path: Path) -> ModuleType:
    if not path.is_file():
        message = f"{path}: no such file"
        raise LoadError(message)
    spec = importlib.util.spec_from_file_location(f"{SCENARIO}{path.stem}", path)
    if spec is None or spec.loader is None:
        message = f"{path} is no Python file"
        raise LoadError(message)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except SyntaxError as error:
        message = f"{path} line {error.lineno} is not Python: {error.msg}"
        raise LoadError(message) from None
    except _TROUBLE as error:
        # Its words may hold what the file read from the environment.
        lines = [
            line
            for frame, line in walk_tb(error.__traceback__)
            if frame.f_globals.get("__name__") == module.__name__
        ]
        where = f" line {lines[-1]}" if lines else ""
        what = f"{type(error).__name__}"
        if isinstance(error, (ImportError, NameError, AttributeError)):
            what += f": {error}"
        message = f"{path}{where} cannot be run: {what}"
        raise LoadError(message) from None
    return module


def _journeys(module: ModuleType) -> dict[str, Journey]:
    return {
        name: value
        for name, value in vars(module).items()
        if inspect.iscoroutinefunction(value)
        and value.__module__ == module.__name__
        and not name.startswith("_")
        and name not in {"setup", "cleanup"}
        and len(inspect.signature(value).parameters) == 1
    }


def _one(path: Path, module: ModuleType, name: str) -> Journey | None:
    value: Journey | None = getattr(module, name, None)
    if value is not None and not inspect.iscoroutinefunction(value):
        message = f"{path}: `{name}` must be an `async def {name}(user)`"
        raise LoadError(message)
    return value


def _places(path: Path, module: ModuleType) -> Places:
    base = getattr(module, "base", None)
    if not isinstance(base, str):
        message = f'{path} must say where it goes: base = "https://staging.shop.example"'
        raise LoadError(message)
    hosts = getattr(module, "hosts", ())
    if isinstance(hosts, str) or not all(isinstance(one, str) for one in hosts):
        message = f"{path}: `hosts` must be a list of host names"
        raise LoadError(message)
    try:
        return Places(base, tuple(hosts))
    except ValueError as error:
        message = f"{path}: `base` or `hosts` {error}"
        raise LoadError(message) from None


def _mapping(path: Path, module: ModuleType, name: str) -> dict[str, Any]:
    value = getattr(module, name, {})
    if not isinstance(value, dict):
        message = f"{path}: `{name}` must be a mapping"
        raise LoadError(message)
    return value


def _refuse_strangers(path: Path, weights: dict[str, Any], journeys: dict[str, Journey]) -> None:
    for name in weights:
        if name not in journeys:
            message = f"{path}: `weight` names {name!r}, which is no journey of the file"
            raise LoadError(message)


def _weight(path: Path, name: str, value: object) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not value > 0:
        message = f"{path}: the weight of {name} must be a number above 0"
        raise LoadError(message)
    return float(value)


def _seconds(path: Path, module: ModuleType, name: str) -> tuple[float, float]:
    value = getattr(module, name, 0.0)
    pair = tuple(value) if isinstance(value, (tuple, list)) else (value, value)
    try:
        low, high = (float(one) for one in pair)
    except (TypeError, ValueError):
        low, high = 1.0, 0.0
    if not 0 <= low <= high:
        message = f"{path}: `{name}` must be seconds, or the lowest and highest"
        raise LoadError(message)
    return low, high


def _targets(path: Path, module: ModuleType) -> tuple[Target, ...]:
    targets = tuple(getattr(module, "routes", ()))
    if not all(isinstance(one, Target) for one in targets):
        message = f"{path}: `routes` must hold Target values"
        raise LoadError(message)
    return targets


def _sharing(setup: Journey, shared: dict[str, str]) -> Journey:
    async def journey(user: User) -> None:
        try:
            await setup(user)
        finally:
            shared.update(user.variables)

    return journey


def _paced(journey: Journey, think: tuple[float, float]) -> Journey:
    """Put a pause between the requests of a journey."""
    if think[1] <= 0:
        return journey

    async def paced(user: User) -> None:
        await _with_pauses(user)

    @types.coroutine
    def _with_pauses(user: User) -> Generator[Step | Pause, Answer | None, None]:
        made = journey(user)
        answer: Answer | None = None
        count = 0
        try:
            while True:
                try:
                    asked = made.send(answer)
                except StopIteration:
                    return
                if isinstance(asked, Step):
                    if count:
                        yield Pause(between(*think, user.number, user.journey, count))
                    count += 1
                answer = yield asked
        finally:
            made.close()

    return paced
