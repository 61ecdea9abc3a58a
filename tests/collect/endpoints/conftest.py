from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .street import Street


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = Street(tmp_path)
    yield street
    await street.close()
