"""Servers whose answers are streams of events with known times."""

from __future__ import annotations

import itertools
import json
from functools import partial

from bench.load_world.wire import App, Request, Talk


class Sse(App):
    """Chat answers: the first word after `first_ms`, then one every `gap_ms`, `events` in all.

    With `control` an empty role event and a comment come at once, without content.
    Every `cut_every`-th stream is hung up after half of its words (0: none).
    With `model_ms` the header Server-Timing says how long the model took.
    """

    kind = "text/event-stream"

    def __init__(
        self,
        first_ms: float = 150.0,
        gap_ms: float = 25.0,
        events: int = 20,
        cut_every: int = 0,
        model_ms: float = 0.0,
        *,
        control: bool = False,
    ) -> None:
        super().__init__()
        self.first_ms, self.gap_ms, self.events = first_ms, gap_ms, events
        self.cut_every, self.model_ms, self.control = cut_every, model_ms, control
        self._numbers = itertools.count(1)

    def answer(self, request: Request, talk: Talk) -> None:
        """Plan the whole answer from the moment the request came."""
        cut = bool(self.cut_every) and next(self._numbers) % self.cut_every == 0
        self.seen.streams += 1
        timing = (("Server-Timing", f"model;dur={self.model_ms:g}"),) if self.model_ms else ()
        talk.begin(200, (("Cache-Control", "no-cache"), *timing), kind=self.kind)
        if self.control:
            talk.chunk(self._control())
        words = self.events // 2 if cut else self.events
        for number in range(words):
            when = request.at + (self.first_ms + number * self.gap_ms) / 1e3
            if number + 1 < words:
                self.alarm.at(when, partial(talk.chunk, self._event(number)))
            else:
                self.alarm.at(when, partial(self._last, talk, number, cut=cut))

    def _last(self, talk: Talk, number: int, *, cut: bool) -> None:
        if cut:
            self.seen.cut += 1
            talk.chunk(self._event(number))
            talk.close()
            return
        talk.chunk(self._event(number) + self._end())
        talk.chunk(b"")

    def _event(self, number: int) -> bytes:
        return b"data: %b\n\n" % _word(number)

    def _control(self) -> bytes:
        role = json.dumps({"choices": [{"delta": {"role": "assistant", "content": ""}}]})
        return b": keep-alive\n\ndata: %b\n\n" % role.encode()

    def _end(self) -> bytes:
        return b"data: [DONE]\n\n"


class Ndjson(Sse):
    """The same as lines of JSON, without an end mark."""

    kind = "application/x-ndjson"

    def _event(self, number: int) -> bytes:
        return _word(number) + b"\n"

    def _control(self) -> bytes:
        return b"\n"

    def _end(self) -> bytes:
        return b""


def _word(number: int) -> bytes:
    return json.dumps({"choices": [{"delta": {"content": f"word{number} "}}]}).encode()
