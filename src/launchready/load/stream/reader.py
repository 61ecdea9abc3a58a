"""Times one answer that comes as a stream."""

from __future__ import annotations

from collections.abc import Sequence

from launchready.load.tally import StreamTally


class StreamReader:
    """Reads one streamed answer while it comes, and counts what it saw in its route's tally.

    Moments are seconds of `time.perf_counter`. `feed` and `close` never raise, and hold a bounded
    piece of the answer, whatever is sent.
    """

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
        self.tally = tally
        self.cut = ""

    def feed(self, data: bytes, at: float) -> None:
        """Read the next piece of the content, its encoding undone, that came at this moment."""

    def close(self, at: float, complete: bool) -> None:
        """End the stream; `complete`: the answer ended as HTTP says it should. Sets `cut`."""
