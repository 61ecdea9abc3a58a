"""What the tests of secrets share."""

from __future__ import annotations

import pytest
from tests.repo.secrets.mint import Mint


@pytest.fixture
def mint() -> Mint:
    return Mint()
