"""What the tests of repositories share."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repo.secrets.mint import Work


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return Work(tmp_path / "shop")
