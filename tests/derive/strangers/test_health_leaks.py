from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.strangers.health_leaks import health_leaks


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '{"db": "mysql://app:hunter2@db/shop"}',
            "a connection string with a password (mysql://…)",
        ),
        ('{"STRIPE_SECRET_KEY": "set"}', "environment variables (STRIPE_SECRET_KEY)"),
        ('{"host": "10.0.3.7"}', "the name or address of an internal machine"),
        ('{"db": "PostgreSQL 15.2"}', "the version of PostgreSQL"),
        ('{"python": "3.11.4"}', "the version of python"),
        ("goroutine 7 [running]", "a stack trace (goroutine 7 [running])"),
    ],
)
def test_what_only_the_team_should_know(text: str, said: str) -> None:
    assert health_leaks(text) == (said,)
    assert "hunter2" not in repr(health_leaks(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        '{"status": "ok", "version": "1.4.2", "commit": "3f9c2a71"}',
        '{"db": "up", "redis": "up", "uptime": 12.5}',
        '{"docs": "https://shop.example/docs"}',
    ],
)
def test_plain_health_is_fine(text: str) -> None:
    assert health_leaks(text) == ()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=500))
def test_no_text_breaks_it(text: str) -> None:
    assert len(health_leaks(text)) <= 5


@pytest.mark.parametrize(
    "text", ["a" * 300_000, "a." * 100_000, "a://b:" * 40_000, "API_" * 50_000]
)
def test_hostile_text_takes_no_time(text: str) -> None:
    health_leaks(text)
