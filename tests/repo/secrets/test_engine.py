from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import kingfisher_sdk
import pytest
from tests.repo.secrets.mint import Mint

from launchready.repo.secrets import engine
from launchready.repo.secrets.engine import Kingfisher


@pytest.fixture
def scanners(monkeypatch: pytest.MonkeyPatch) -> list[kingfisher_sdk.Scanner]:
    """Begin as a new process does, and list the scanners that are built."""
    build, built = kingfisher_sdk.Scanner, list[kingfisher_sdk.Scanner]()

    def scanner(*given: Any, **named: Any) -> kingfisher_sdk.Scanner:
        built.append(build(*given, **named))
        return built[-1]

    monkeypatch.setattr(kingfisher_sdk, "Scanner", scanner)
    engine._scanner.cache_clear()
    return built


def test_searches_at_the_same_time_share_one_scanner(
    scanners: list[kingfisher_sdk.Scanner], mint: Mint
) -> None:
    key = mint.stripe()
    text = f"STRIPE_KEY={key}\n".encode()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: Kingfisher().scan(text), range(8)))
    assert [{hit.secret for hit in hits} for hits in found] == [{key}] * 8
    assert len(scanners) == 1


def test_nothing_is_compiled_before_something_is_searched(
    scanners: list[kingfisher_sdk.Scanner],
) -> None:
    assert Kingfisher().version.startswith("kingfisher ")
    assert scanners == []
