"""What an event of a chat means: words to read, a sign of life, the end, or a failure.

Knows the streams of OpenAI (chat completions, completions, responses), Anthropic, Gemini, Cohere,
Ollama, the Vercel AI SDK and AG-UI, and the names that home-made ones use. What it does not know
counts as content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import msgspec

from launchready.load.stream.events import Event
from launchready.load.stream.lines import MOST_HELD


class Sense(NamedTuple):
    """What one event means."""

    content: bool = False
    """Something for the visitor: words, reasoning, a call of a tool."""
    end: bool = False
    """It says that the answer is whole."""
    failed: bool = False
    """It says that the answer failed."""
    model_ms: float | None = None
    """How long it says the model took; None: it does not say."""


CONTENT = Sense(content=True)
CONTROL = Sense()
END = Sense(end=True)
FAILED = Sense(failed=True)

# Names of events and values of `type`, in lower case.
_SIGNS_OF_LIFE = frozenset(
    {
        *("ping", "pong", "heartbeat", "keepalive", "keep-alive", "keep_alive"),
        *("open", "connected", "ready", "init", "metadata", "meta", "status", "usage"),
        # Anthropic
        *("message_start", "content_block_start", "content_block_stop", "message_delta"),
        # Vercel AI SDK
        *("start", "start-step", "finish-step", "text-start", "text-end", "message-metadata"),
        *("reasoning-start", "reasoning-end", "tool-input-start"),
        # Cohere
        *("message-start", "content-start", "content-end", "stream-start"),
        # AG-UI
        *("run_started", "step_started", "step_finished"),
        *("text_message_start", "text_message_end", "tool_call_start", "tool_call_end"),
    }
)
_ENDS = frozenset(
    {
        *("done", "[done]", "end", "finish", "finished", "complete", "completed", "eof"),
        *("message_stop", "message-end", "stream-end", "run_finished"),
        *("response.completed", "response.incomplete"),
    }
)
_FAILURES = frozenset({"error", "abort", "response.failed", "run_error"})
_WORDS = (
    *("content", "text", "delta", "message", "reasoning_content", "reasoning", "thinking"),
    *("partial_json", "audio", "arguments", "refusal"),
    *("response", "token", "answer", "output", "chunk"),
)
"""Where the parts of an answer keep what is to be read."""
_CALLS = ("tool_calls", "function_call")
"""Any call of a tool is something for the visitor: its name comes before its arguments."""
_DONE = ("done", "stop", "finished", "is_finished", "is_end", "complete")
"""Flags of a last object."""
_REASONS = ("finish_reason", "finishReason", "stop_reason", "done_reason", "generated_text")
"""Fields that only a last object fills."""
_LABELS = frozenset(
    {
        *("id", "type", "event", "role", "model", "object", "created", "created_at", "index"),
        *("timestamp", "ts", "time", "seq", "version", "status", "usage", "system_fingerprint"),
    }
)
"""Fields that say what something is about, and nothing to the visitor."""
_DEEPEST = 4
"""Objects within objects that are looked into for words."""
_LONGEST_WORD = 20
_OF_DATA = {
    b"": CONTROL,
    b"[done]": END,
    b'""': CONTROL,
    b"ping": CONTROL,
    b"pong": CONTROL,
    b"heartbeat": CONTROL,
    b"keepalive": CONTROL,
    b"keep-alive": CONTROL,
    b"null": CONTROL,
    b"[]": CONTROL,
}
_TYPE = re.compile(rb'\{\s*"type"\s*:\s*"([\w.-]{1,40})"')


def sense(event: Event) -> Sense:
    """Say what an event means. Never raises."""
    said = _of_name(event.name.strip().lower()[:40].decode("latin-1"))
    if event.data[:1] == b"{":
        return _of_json(event.data, said)
    if said is not None:
        return said
    if len(event.data) > _LONGEST_WORD:
        return CONTENT
    # Blanks are content: words of a text that comes word by word.
    return _OF_DATA.get(event.data.strip().lower() or event.data[:1], CONTENT)


def _of_json(data: bytes, said: Sense | None) -> Sense:
    if len(data) >= MOST_HELD:
        return said or _of_head(data)
    try:
        value = msgspec.json.decode(data)
    except (ValueError, RecursionError):
        return said or CONTENT
    return _of_object(value, said)


def _of_head(data: bytes) -> Sense:
    """An event too long to be kept whole, such as one that repeats the whole answer."""
    found = _TYPE.match(data)
    return (_of_name(found[1].decode().lower()) if found else None) or CONTENT


def _of_name(name: str) -> Sense | None:
    if not name:
        return None
    if name in _SIGNS_OF_LIFE:
        return CONTROL
    if name in _ENDS:
        return END
    return FAILED if name in _FAILURES else None


def _of_object(value: Mapping[str, Any], said: Sense | None) -> Sense:
    kind = value.get("type", value.get("event_type", value.get("event")))
    if said is None and isinstance(kind, str):
        said = _of_name(kind.lower())
    model_ms = _model_ms(value)
    if said is not None:
        return said if model_ms is None else said._replace(model_ms=model_ms)
    if value.get("error"):
        return FAILED
    for key, read in _SHAPES:
        part = value.get(key)
        if isinstance(part, list):
            content, end = _any_of(part, read)
            break
    else:
        content, end = _flat(value, kind)
    return Sense(content, end, model_ms=model_ms)


def _any_of(parts: list[Any], read: Callable[[Mapping[str, Any]], bool]) -> tuple[bool, bool]:
    """OpenAI's choices, Gemini's candidates: none at all is a report of usage."""
    content = end = False
    for part in parts:
        if isinstance(part, dict):
            content = content or read(part)
            end = end or bool(part.get("finish_reason") or part.get("finishReason"))
    return content, end


def _choice(choice: Mapping[str, Any]) -> bool:
    delta = choice.get("delta")
    if isinstance(delta, dict) and isinstance(delta.get("content"), str) and delta["content"]:
        return True  # nearly every event there is
    parts = (delta, choice.get("message"))
    return bool(choice.get("text")) or any(_has_words(part) for part in parts)


def _candidate(candidate: Mapping[str, Any]) -> bool:
    content = candidate.get("content")
    parts = content.get("parts") if isinstance(content, dict) else None
    return isinstance(parts, list) and any(part for part in parts if part != {"text": ""})


_SHAPES: tuple[tuple[str, Callable[[Mapping[str, Any]], bool]], ...] = (
    ("choices", _choice),
    ("candidates", _candidate),
)


def _has_words(part: object, depth: int = 0) -> bool:
    if depth >= _DEEPEST:
        return bool(part)
    if isinstance(part, dict):
        words = (_has_words(part[key], depth + 1) for key in _WORDS if key in part)
        return any(part.get(key) for key in _CALLS) or any(words)
    if isinstance(part, list):
        return any(_has_words(one, depth + 1) for one in part)
    return bool(part)


def _flat(value: Mapping[str, Any], kind: object) -> tuple[bool, bool]:
    """Objects that are one part of an answer themselves."""
    end = any(value.get(key) is True for key in _DONE) or any(value.get(key) for key in _REASONS)
    if isinstance(kind, str) and kind.startswith("response."):  # OpenAI's responses
        return kind.endswith(".delta") and bool(value.get("delta")), end
    if any(key in value for key in (*_WORDS, *_CALLS)):
        return _has_words(value), end
    return not end and any(_is_news(key, one) for key, one in value.items()), end


def _is_news(key: str, value: object) -> bool:
    return bool(value) and key not in _LABELS and not key.endswith(("_id", "Id", "_at"))


_NANOSECONDS = 1e6
_LONGEST_MS = 3_600_000.0


def _model_ms(value: Mapping[str, Any]) -> float | None:
    """Read the time of the model that the end of a stream may state.

    `model_ms` anywhere at the top; Ollama's `total_duration` (nanoseconds); Groq's
    `usage.total_time` (seconds); llama.cpp's `timings` (milliseconds).
    """
    usage, timings = value.get("usage"), value.get("timings")
    groq = value.get("x_groq")
    if isinstance(groq, dict):
        usage = usage or groq.get("usage")
    if _is_time(value.get("model_ms")):
        stated = value["model_ms"]
    elif value.get("done") is True and _is_time(value.get("total_duration")):
        stated = value["total_duration"] / _NANOSECONDS
    elif isinstance(usage, dict) and _is_time(usage.get("total_time")):
        stated = usage["total_time"] * 1e3
    elif isinstance(timings, dict) and _is_time(timings.get("predicted_ms")):
        prompt = timings.get("prompt_ms")
        stated = timings["predicted_ms"] + (prompt if _is_time(prompt) else 0)
    else:
        return None
    return float(stated) if stated <= _LONGEST_MS else None


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
