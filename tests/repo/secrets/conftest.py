"""What the tests of secrets share."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repo.secrets.mint import Mint, Work


@pytest.fixture
def mint() -> Mint:
    return Mint()


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return Work(tmp_path / "shop")
