from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from launchready.repo.tree import Tree

Planted = Callable[[Mapping[str, str]], Tree]


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    def plant(files: Mapping[str, str]) -> Tree:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        return Tree(tmp_path)

    return plant
