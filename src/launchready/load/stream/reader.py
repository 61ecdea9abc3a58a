"""Times one answer that comes as a stream."""

from __future__ import annotations

from collections.abc import Sequence

from launchready.load.stream.events import Event, Events, Pieces
from launchready.load.stream.formats import declared, sniffed
from launchready.load.stream.model_time import model_ms
from launchready.load.stream.sense import sense
from launchready.load.stream.unpacking import Unpacking, encoding_of, unpacking_of
from launchready.load.tally import StreamTally

BY_ITS_END = "last event"
"""What `StreamTally.split_by` says where a stream itself told the time of the model."""
_CLOCK_SHARE = 0.02
_CLOCK_S = 0.002
"""How much longer than it can have been the model's time may seem, by two clocks: 2 % and 2 ms."""


class StreamReader:
    """Reads one streamed answer while it comes, and counts what it saw in its route's tally.

    Moments are seconds of `time.perf_counter`. `feed` and `close` never raise, and hold a bounded
    piece of the answer, whatever is sent. First byte, first event and total count from `due`.
    Events that come in one piece came together: the gap between them is 0.
    """

    __slots__ = (
        *("_due", "_ended", "_events", "_failure", "_first", "_format", "_heard", "_last"),
        *("_model_ms", "_said_by", "_sent", "_stall", "_tally"),
        *("_unpacking", "cut"),
    )

    def __init__(
        self,
        tally: StreamTally,
        content_type: str,
        headers: Sequence[tuple[str, str]],
        sent: float,
        *,
        due: float | None = None,
    ) -> None:
        """Begin a stream whose headers came; `due` is when its request should have been sent."""
        self._tally = tally
        self._sent = sent
        self._due = sent if due is None else due
        self._format = ""
        self._events: Events | None = None
        self._unpacking: Unpacking | None = None
        encoding = encoding_of(headers)
        if encoding:
            self._unpacking = unpacking_of(encoding)
        known = declared(content_type)
        if encoding and self._unpacking is None:
            known = "chunked", Pieces()
        if known is not None:
            self._format, self._events = known
        self._model_ms, self._said_by = model_ms(headers)
        self._heard: float | None = None
        self._first: float | None = None
        self._last = 0.0
        self._stall: float | None = None
        self._ended = False
        self._failure = ""
        self.cut: str | None = None
        """Why this is not the whole answer, in words; empty: it is; None: it goes on."""

    def feed(self, data: bytes, at: float) -> None:
        """Read the next piece of the body, as it came at this moment."""
        if not data or self.cut is not None:
            return
        if self._heard is None:
            self._tally.first_byte.record(_us(at - self._due))
        self._heard = at
        if self._unpacking is not None:
            data = self._unpacking.feed(data)
            if self._unpacking.broken:
                self._failure = "its content encoding could not be undone"
        if not data:
            return
        if self._events is None:
            if data.isspace():
                return
            self._format, self._events = sniffed(data)
        for event in self._events.feed(data):
            self._take(event, at)

    def close(self, at: float, *, complete: bool) -> None:
        """End the stream; `complete`: the answer ended as HTTP says it should. Sets `cut`."""
        if self.cut is not None:
            return
        rest = self._events.rest() if self._events and complete else None
        if rest is not None and self._heard is not None:
            self._take(rest, self._heard, shown=self._format != "sse")
        self.cut = self._why_cut(complete=complete)
        tally = self._tally
        tally.streams += 1
        tally.format = tally.format or self._format
        if self._first is not None and not complete and not self._ended:
            self._stalled(at - self._last)
        if self._stall is not None:
            tally.stall.record(_us(self._stall))
        if self.cut:
            tally.cut += 1
            return
        tally.total.record(_us(at - self._due))
        self._split(at)

    def _take(self, event: Event, at: float, *, shown: bool = True) -> None:
        meaning = sense(event)
        if meaning.model_ms is not None:
            self._model_ms, self._said_by = meaning.model_ms, BY_ITS_END
        if meaning.content and shown:
            self._tally.events += 1
            if self._first is None:
                self._first = at
                self._tally.first_event.record(_us(at - self._due))
            else:
                self._tally.gap.record(_us(at - self._last))
                self._stalled(at - self._last)
            self._last = at
            self._ended = False
        self._ended = self._ended or meaning.end
        if meaning.failed:
            self._failure = "the stream told of an error"

    def _stalled(self, seconds: float) -> None:
        self._stall = seconds if self._stall is None else max(self._stall, seconds)

    def _why_cut(self, *, complete: bool) -> str:
        if self._failure:
            return self._failure
        if self._ended:
            self._tally.marked_end()
            return ""
        if not complete:
            return "the connection broke before the answer ended"
        if self._heard is None:
            return "the answer is empty"
        if self._format in {"sse", "ndjson"} and not self._tally.bare_end():
            return "it ended without the mark that other answers of this route end with"
        return ""

    def _split(self, at: float) -> None:
        """Tell our own time from the model's.

        What a header says was known before the answer began, so it is held against the time to
        the first words; what the end of the stream says, against all of it.
        """
        until = at if self._said_by == BY_ITS_END else self._first
        if self._model_ms is None or until is None:
            return
        whole, model = until - self._sent, self._model_ms / 1e3
        if model > whole * (1 + _CLOCK_SHARE) + _CLOCK_S:
            return  # it cannot be this answer's
        self._tally.split_by = self._tally.split_by or self._said_by
        self._tally.model.record(_us(model))
        self._tally.own.record(_us(whole - model))


def _us(seconds: float) -> int:
    return round(seconds * 1e6)
