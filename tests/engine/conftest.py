"""A small world of made-up facts, so that the engine is tested without any real check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from launchready.facts.base import Fact
from launchready.facts.run import Run
from launchready.model.bar import Bar
from launchready.model.profile import Profile
from launchready.profiles import load_bar, load_profile

AT = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Door(Fact):
    open: bool = False


@dataclass(frozen=True, slots=True)
class Window(Fact):
    broken: bool = False


@pytest.fixture
def bar() -> Bar:
    return load_bar()


@pytest.fixture
def profile() -> Profile:
    return load_profile("default")


@pytest.fixture
def run() -> Run:
    return Run(at=AT)
