"""Answers of one connection, one after the other."""

from __future__ import annotations

from launchready.net.http import heads
from launchready.net.http.limits import Limits
from launchready.net.http.reading import Reading, Taker


class LastingReading(Reading):
    """Reads an answer, and the next one when it is told so, as a new reading would."""

    __slots__ = ("_last",)

    def __init__(
        self, limits: Limits, *, bodiless: bool = False, taker: Taker | None = None
    ) -> None:
        super().__init__(limits, bodiless=bodiless, taker=taker)
        self._last: heads.Head | None = None

    def again(self, limits: Limits, *, bodiless: bool, taker: Taker | None) -> bool:
        """Get ready for the next answer of the same connection; False: it takes a new reading.

        Lists of the last answer stay as they are, for whoever holds them.
        """
        if self._parser is None or not self.complete:
            return False
        if self.quick and limits is self._limits and taker is None and not bodiless:
            # What follows is what an answer changes of all that `_begin` sets.
            self.status = self.body_bytes = self._raw = self._framing = 0
            self.headed = self.complete = self.keep = False
            self.chunks = []
            self.pairs = []
            self._headers = None
            self.http_version = ""
            self._reason = b""
            self._interim = self._packed = 0
        else:
            self._begin(limits, bodiless, taker)
        return True

    def at_once(self, data: bytes) -> bool:
        """Take a whole answer whose head was read before; False: `feed` has to read it."""
        head = self._last
        if head is None or head.whole != len(data) or not data.startswith(head.raw):
            head = heads.known(data)
            if head is None:
                return False
            self._last = head
        length = head.whole - len(head.raw)
        if length > self._limits.body_bytes:
            return False
        _, self._raw, self.status, self.http_version, self._reason, self.pairs = head
        self.body_bytes = length
        if length:
            self.chunks.append(data[-length:])
        self.headed = self.complete = self.keep = True
        return True

    def _settle(self, last: bytes) -> None:
        if not self.complete or not self.keep or self.overrun or self._bodiless:
            self._parser = None
        elif self.quick and self._raw == len(last) and not self._interim:
            version, reason = self.http_version, self._reason
            heads.keep(last, self.status, version, reason, self.pairs, self.body_bytes)

    def _may_know(self) -> bool:
        limits = self._limits
        return (
            not self._bodiless
            and self._taker is None
            and limits.header_bytes >= heads.LONGEST
            and limits.header_count >= heads.MOST_HEADERS
        )
