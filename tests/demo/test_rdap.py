from __future__ import annotations

import json
import urllib.error
import urllib.request
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.demo.conftest import Visitor


def record(visitor: Visitor, name: str) -> dict[str, object]:
    url = f"{visitor.world.settings.rdap}domain/{name}"
    assert url.startswith("http://127.0.0.1:")
    with urllib.request.urlopen(url, timeout=10) as reply:  # noqa: S310 - the demo's own
        found = json.load(reply)
    assert isinstance(found, dict)
    return found


def days_left(found: dict[str, object]) -> int:
    events = found["events"]
    assert isinstance(events, list)
    [when] = [one["eventDate"] for one in events if one["eventAction"] == "expiration"]
    return (datetime.fromisoformat(when) - datetime.now(UTC)).days


def test_the_twin_is_registered_for_long_and_locked(twin: Visitor) -> None:
    found = record(twin, twin.name())
    assert days_left(found) > 390
    assert "client transfer prohibited" in str(found["status"])


def test_the_faulty_registration_ends_soon_and_is_open(faulty: Visitor) -> None:
    found = record(faulty, faulty.name())
    assert days_left(found) < 13
    assert found["status"] == ["active"]


def test_nothing_else_is_registered(twin: Visitor) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404") as caught:
        record(twin, "other.test")
    caught.value.close()
