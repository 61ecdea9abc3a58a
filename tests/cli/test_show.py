from __future__ import annotations

import pytest

from launchready.cli.show import folded

PLAN = "Load check, routes of the manifest: to shop.example, and to no other host, at 20/s."


def test_lines_are_broken_at_words_where_a_terminal_is_narrow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = folded(PLAN).splitlines()
    assert len(lines) == 2
    assert max(map(len, lines)) <= 60
    assert " ".join(lines) == PLAN


def test_lines_that_fit_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert folded(PLAN) == PLAN
