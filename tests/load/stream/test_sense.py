"""Control events are no words: what each provider's stream means, event by event."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.load.stream.events import Event
from launchready.load.stream.lines import MOST_HELD
from launchready.load.stream.sense import Sense, sense

CONTENT, CONTROL = Sense(content=True), Sense()
END, FAILED, LAST = Sense(end=True), Sense(failed=True), Sense(content=True, end=True)


def of(value: object, name: str = "") -> Sense:
    return sense(Event(name.encode(), json.dumps(value).encode()))


def delta(delta: object, **more: object) -> dict[str, object]:
    return {"object": "chat.completion.chunk", "choices": [{"delta": delta, **more}]}


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        # OpenAI, chat completions
        (delta({"role": "assistant", "content": ""}), CONTROL),
        (delta({"role": "assistant"}), CONTROL),
        (delta({"content": "Hi"}), CONTENT),
        (delta({"content": " "}), CONTENT),
        (delta({"content": None}), CONTROL),
        (delta({"reasoning_content": "Hm"}), CONTENT),
        (delta({"tool_calls": [{"function": {"name": "f", "arguments": ""}}]}), CONTENT),
        (delta({}, finish_reason="stop"), END),
        (delta({"content": "."}, finish_reason="length"), LAST),
        (delta({"content": "a"}, finish_reason=None), CONTENT),
        ({"choices": [], "usage": {"total_tokens": 3}}, CONTROL),
        ({"choices": [], "prompt_filter_results": [{"a": 1}]}, CONTROL),
        ({"choices": [{"text": "Hi", "finish_reason": None}]}, CONTENT),
        ({"error": {"message": "overloaded"}}, FAILED),
        ({"error": None, "text": "a"}, CONTENT),
        # OpenAI, responses
        ({"type": "response.created", "response": {"id": "r"}}, CONTROL),
        ({"type": "response.output_text.delta", "delta": "Hi"}, CONTENT),
        ({"type": "response.output_text.done", "text": "Hi"}, CONTROL),
        ({"type": "response.completed", "response": {}}, END),
        ({"type": "response.failed", "response": {}}, FAILED),
        # Anthropic
        ({"type": "message_start", "message": {"content": []}}, CONTROL),
        ({"type": "content_block_start", "content_block": {"type": "text", "text": ""}}, CONTROL),
        ({"type": "ping"}, CONTROL),
        ({"type": "content_block_delta", "delta": {"type": "text_delta", "text": "a"}}, CONTENT),
        ({"type": "content_block_delta", "delta": {"type": "thinking", "thinking": "a"}}, CONTENT),
        (
            {"type": "content_block_delta", "delta": {"type": "signature", "signature": "a"}},
            CONTROL,
        ),
        ({"type": "message_delta", "delta": {"stop_reason": "end_turn"}}, CONTROL),
        ({"type": "message_stop"}, END),
        ({"type": "error", "error": {"type": "overloaded_error"}}, FAILED),
        # Gemini
        ({"candidates": [{"content": {"parts": [{"text": "a"}], "role": "model"}}]}, CONTENT),
        ({"candidates": [{"content": {"parts": [{"text": ""}]}, "finishReason": "STOP"}]}, END),
        # Cohere
        ({"type": "message-start", "delta": {"message": {"role": "assistant"}}}, CONTROL),
        ({"type": "content-delta", "delta": {"message": {"content": {"text": "a"}}}}, CONTENT),
        ({"type": "message-end", "delta": {"finish_reason": "COMPLETE"}}, END),
        ({"event_type": "stream-end", "is_finished": True}, END),
        # Ollama, llama.cpp, text-generation-inference
        ({"message": {"role": "assistant", "content": "a"}, "done": False}, CONTENT),
        ({"message": {"role": "assistant", "content": ""}, "done": True}, END),
        ({"response": "a", "done": False}, CONTENT),
        ({"content": "a", "stop": False}, CONTENT),
        ({"content": "", "stop": True}, END),
        ({"token": {"text": "a"}, "generated_text": None}, CONTENT),
        ({"token": {"text": "a"}, "generated_text": "a a"}, LAST),
        # Vercel AI SDK 5, AG-UI
        ({"type": "start", "messageId": "m"}, CONTROL),
        ({"type": "text-delta", "id": "1", "delta": "a"}, CONTENT),
        ({"type": "finish"}, END),
        ({"type": "data-weather", "data": {"city": "Rome"}}, CONTENT),
        ({"type": "RUN_STARTED", "runId": "r"}, CONTROL),
        ({"type": "TEXT_MESSAGE_CONTENT", "delta": "a"}, CONTENT),
        ({"type": "RUN_ERROR", "message": "no"}, FAILED),
        # Home-made
        ({"conversation_id": "c-1", "id": 4, "createdAt": ""}, CONTROL),
        ({"price": 12}, CONTENT),
        ({"done": True}, END),
        ({}, CONTROL),
    ],
)
def test_an_object_means_what_its_provider_says(value: object, meaning: Sense) -> None:
    assert of(value) == meaning


@pytest.mark.parametrize(
    ("name", "data", "meaning"),
    [
        (b"", b"Hello", CONTENT),
        (b"", b" ", CONTENT),
        (b"", b"\n", CONTENT),
        (b"", b"", CONTROL),
        (b"", b"[DONE]", END),
        (b"", b" [done] ", END),
        (b"", b"ping", CONTROL),
        (b"", b'""', CONTROL),
        (b"", b'" word"', CONTENT),
        (b"", b"{not json", CONTENT),
        (b"message", b"Hello", CONTENT),
        (b"ping", b"{}", CONTROL),
        (b"heartbeat", b"12:00", CONTROL),
        (b"PING", b"x", CONTROL),
        (b"done", b"", END),
        (b"end", b'{"text": "x"}', END),
        (b"complete", b"[DONE]", END),
        (b"error", b"overloaded", FAILED),
        (b"error", b"", FAILED),
        (b"response.completed", b"{" * MOST_HELD, END),
        (b"", b'{"type":"response.completed","a":"' + b"x" * MOST_HELD, END),
        (b"", b'{"a":"' + b"x" * MOST_HELD, CONTENT),
        (b"", b'{"a":' * 10_000, CONTENT),
    ],
)
def test_names_and_plain_text_mean_what_they_say(name: bytes, data: bytes, meaning: Sense) -> None:
    assert sense(Event(name, data)) == meaning


@pytest.mark.parametrize(
    ("value", "model_ms"),
    [
        ({"done": True, "total_duration": 1_250_000_000}, 1250.0),
        ({"done": False, "total_duration": 1_250_000_000, "response": "a"}, None),
        ({"choices": [], "x_groq": {"usage": {"total_time": 0.25}}}, 250.0),
        ({"choices": [], "usage": {"total_time": 0.25}}, 250.0),
        ({"stop": True, "timings": {"prompt_ms": 100.5, "predicted_ms": 900}}, 1000.5),
        ({"type": "done", "model_ms": 812}, 812.0),
        ({"model_ms": -1}, None),
        ({"model_ms": True}, None),
        ({"model_ms": "812"}, None),
        ({"model_ms": 1e300}, None),
    ],
)
def test_the_end_of_a_stream_may_say_how_long_the_model_took(
    value: object, model_ms: float | None
) -> None:
    assert of(value).model_ms == model_ms


names = st.sampled_from(["choices", "delta", "content", "type", "error", "candidates", "usage"])
trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(names | st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(trees, st.text(max_size=8))
def test_any_json_is_understood_without_an_error(value: object, name: str) -> None:
    assert isinstance(of(value, name), Sense)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=20), st.binary(max_size=60))
def test_any_bytes_are_understood_without_an_error(name: bytes, data: bytes) -> None:
    assert isinstance(sense(Event(name, data)), Sense)
    assert isinstance(sense(Event(name, b"{" + data)), Sense)
