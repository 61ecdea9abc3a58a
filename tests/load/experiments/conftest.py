from __future__ import annotations

import pytest

from launchready.load.experiments import stage
from launchready.load.experiments.pulse import Pulse


@pytest.fixture
def believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no phase be void because the machine that runs the tests is busy."""
    monkeypatch.setattr(stage, "void_of", lambda _: "")
    monkeypatch.setattr(Pulse, "void", lambda _, __: "")
