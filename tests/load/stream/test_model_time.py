from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.load.stream.model_time import model_ms


@pytest.mark.parametrize(
    ("value", "milliseconds"),
    [
        ("model;dur=812.5", 812.5),
        ('db;dur=3, llm;desc="GPT, fast";dur=120', 120.0),
        ("OpenAI-Chat;DUR=40", 40.0),
        ('anthropic;dur="7"', 7.0),
        ("ai_call;dur=1;desc=x", 1.0),
        ("openai;dur=300, openai;dur=200", 500.0),
        ("llm;dur=300, openai;dur=280", 300.0),
    ],
)
def test_server_timing_tells_the_time_of_the_model(value: str, milliseconds: float) -> None:
    assert model_ms([("Server-Timing", value)]) == (milliseconds, "server-timing")


@pytest.mark.parametrize(
    "value",
    [
        "",
        "model",
        "model;desc=x",
        "model;dur=",
        "model;dur=-5",
        "model;dur=0",
        "model;dur=99999999",
        "db;dur=3",
        "email;dur=3",
        "upstream;dur=900",
        'db;desc="model;dur=5"',
        'db;desc="x, model;dur=5";dur=2',
    ],
)
def test_other_timings_say_nothing_of_the_model(value: str) -> None:
    assert model_ms([("Server-Timing", value)]) == (None, "")


def test_entries_may_come_on_several_lines() -> None:
    headers = [("Server-Timing", "db;dur=9"), ("server-timing", "llm;dur=50")]
    assert model_ms(headers) == (50.0, "server-timing")


@pytest.mark.parametrize("name", ["openai-processing-ms", "X-Model-Ms", "x-llm-ms"])
def test_a_header_of_milliseconds_tells_it_too(name: str) -> None:
    assert model_ms([(name, " 421 ")]) == (421.0, name.lower())


@pytest.mark.parametrize("value", ["", "soon", "-1", "0", "1e9", "1 2"])
def test_a_header_without_a_time_tells_nothing(value: str) -> None:
    assert model_ms([("openai-processing-ms", value)]) == (None, "")


def test_the_time_of_a_proxy_is_not_that_of_the_model() -> None:
    assert model_ms([("x-envoy-upstream-service-time", "900"), ("x-upstream-time", "9")])[0] is None


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["llm", ";", "dur", "=", "5", '"', ",", " ", "é"])).map("".join))
def test_any_header_is_read_without_an_error(value: str) -> None:
    known, by = model_ms([("server-timing", value)])
    assert (known is None) == (not by)
