"""Pipelines with and without a step that can stop them, for every check that misses one."""

from __future__ import annotations

from typing import TypeVar

import pytest

from launchready.facts.delivery import InPipeline, Purpose, Step
from launchready.facts.stack import Trace

F = TypeVar("F", bound=InPipeline)

NOTHING_STOPS = [
    pytest.param((), id="no such step"),
    pytest.param((False,), id="its failure is ignored"),
]
SOMETHING_STOPS = [
    pytest.param((True,), id="a step stops the pipeline"),
    pytest.param((False, True), id="one of two steps stops it"),
]


def in_pipeline(kind: type[F], purpose: Purpose, stops: tuple[bool, ...] = ()) -> F:
    """What a pipeline runs for one purpose: a step for each flag, which says if it can stop it."""
    steps = tuple(
        Step(Trace("ci.yml", line, "x" if blocking else "x || true"), (purpose,), blocking=blocking)
        for line, blocking in enumerate(stops, start=7)
    )
    return kind(steps=steps, at="ci.yml", languages=("Python",))
