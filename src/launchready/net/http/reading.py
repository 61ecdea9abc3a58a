"""One answer as it comes in, bounded whatever is sent."""

from __future__ import annotations

from collections.abc import Callable

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from launchready.net.failure import Failure, Phase
from launchready.net.http.framing import ends_by_close, in_words, says_close
from launchready.net.http.limits import Limits

_MOST_INTERIM = 10
_SWITCHING = 101
_FINAL = 200
"""Below it are the interim answers (RFC 9110 section 15.2)."""
_FRAMING = 8
"""Chunk framing may be so many times the body limit: a byte per chunk takes six bytes."""
_LOOSE = 4096
"""Pieces of a body that are kept apart; each costs more memory than a tiny chunk holds."""
_TLS_ALERT = b"\x15\x03"

Taker = Callable[[bytes], None]
"""Takes each piece of a body as it arrives."""


class _EnoughError(Exception):
    """Stops the parser from inside a callback: nothing more is to be read."""


class Reading:
    """Reads one answer out of the bytes of a connection.

    Browsers forgive bare line feeds, folded headers, a Content-Length next to chunks and control
    characters in values; so does this, since what visitors get is what must be measured.
    """

    __slots__ = (
        *("_bodiless", "_framing", "_headers", "_interim", "_limits", "_packed", "_parser", "_raw"),
        *("_reason", "_taker", "body_bytes", "chunks", "complete", "failure", "headed"),
        *("http_version", "keep", "overlong", "overrun", "pairs", "quick", "status", "why"),
    )

    def __init__(
        self, limits: Limits, *, bodiless: bool = False, taker: Taker | None = None
    ) -> None:
        self._begin(limits, bodiless, taker)
        self.overrun = False
        """Something follows the answer that nobody asked for."""
        self.overlong = False
        """The body is cut because it is longer than the limit."""
        self.why = ""
        """Why the body is cut, in words."""
        self.failure: Failure | None = None
        self._parser: HttpResponseParser | None = HttpResponseParser(self)
        self._parser.set_dangerous_leniencies(
            lenient_headers=True,
            lenient_chunked_length=True,
            lenient_optional_lf_after_cr=True,
            lenient_optional_cr_before_lf=True,
            lenient_spaces_after_chunk_size=True,
        )

    def let_go(self) -> None:
        """Free what reads: no further answer comes."""
        self._parser = None

    def _begin(self, limits: Limits, bodiless: bool, taker: Taker | None) -> None:  # noqa: FBT001 - private, and on the hot path of load
        self.status = 0
        self.http_version = ""
        """Of the status line: `1.1`."""
        self._headers: list[tuple[str, str]] | None = None
        self.headed = False
        """The status line and all headers are there."""
        self.chunks: list[bytes] = []
        self.body_bytes = 0
        self.complete = False
        """The answer has ended where its framing says so."""
        self.keep = False
        """The server lets the connection live on."""
        self._limits = limits
        self._bodiless = bodiless
        self._taker = taker
        self.quick = self._may_know()
        """`at_once` may know the answer."""
        self._reason = b""
        self.pairs: list[tuple[bytes, bytes]] = []
        """Names and values of the headers as sent."""
        self._raw = 0
        self._framing = 0
        self._interim = 0
        self._packed = 0

    @property
    def ended(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self.complete or self.failure is not None or self.why != ""

    @property
    def headers(self) -> list[tuple[str, str]]:
        """The headers as text, every byte as the latin-1 character of its number."""
        if self._headers is None:
            if not self.headed:
                return []
            self._headers = [(n.decode("latin-1"), v.decode("latin-1")) for n, v in self.pairs]
        return self._headers

    @property
    def reason(self) -> str:
        """The reason phrase, every byte as the latin-1 character of its number."""
        return self._reason.decode("latin-1")

    def _may_know(self) -> bool:
        return False

    def at_once(self, _data: bytes) -> bool:
        """Take a whole answer that is known already; False: `feed` has to read it."""
        return False

    def feed(self, data: bytes) -> None:
        """Take bytes in."""
        parser = self._parser
        if parser is None:
            return
        size = len(data)
        first = not self._raw
        self._raw += size
        before, headed = self.body_bytes, self.headed
        try:
            parser.feed_data(data)
        except HttpParserUpgrade:
            self.complete = True
            self.keep = False
        except HttpParserError as error:
            self._broken(str(error), data if first else b"")
        if not self.ended:
            self._bound(size, grew=self.body_bytes != before or not headed)
        if len(self.chunks) - self._packed > _LOOSE:
            self.chunks[self._packed :] = [b"".join(self.chunks[self._packed :])]
            self._packed += 1
        if self.ended:
            self._settle(data)

    def close(self, *, reset: bool = False) -> None:
        """Note that the connection has ended."""
        if self.ended:
            return
        how = "was reset" if reset else "was closed"
        if not self._raw:
            self.failure = Failure(Phase.FIRST_BYTE, f"the connection {how} before any answer")
        elif not self.headed:
            self.failure = Failure(
                Phase.PARSE, f"the connection {how} in the middle of the headers"
            )
        elif not reset and ends_by_close(self.headers):
            self.complete = True
            # It is still inside a body: it can read no other answer.
            self._parser = None
        else:
            self.why = f"the connection {how} before the end of the body"

    def stop(self, phase: Phase, why: str) -> None:
        """End the reading: what there is of a body is kept, headers that miss are a failure."""
        if self.headed:
            self.why = why
        else:
            self.failure = Failure(phase, why)

    # The parser calls what follows.

    def on_message_begin(self) -> None:
        """Start over after an interim answer; after a final one, nothing may follow."""
        if self.complete:
            self.overrun = True
            raise _EnoughError
        self._reason = b""
        if self.pairs:
            self.pairs = []

    def on_status(self, piece: bytes) -> None:
        """Take a piece of the reason phrase."""
        self._reason += piece
        if len(self._reason) > self._limits.header_bytes:
            self._too_long()
            raise _EnoughError

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; nobody looks at trailers."""
        if not self.headed:
            self.pairs.append((name, value))

    def on_headers_complete(self) -> None:
        """Take the status, unless it is an interim one."""
        parser = self._parser
        if parser is None:
            return
        status: int = parser.get_status_code()
        if status < _FINAL and status != _SWITCHING:
            self._interim += 1
            if self._interim > _MOST_INTERIM:
                self.stop(Phase.PARSE, f"more than {_MOST_INTERIM} interim answers")
                raise _EnoughError
            return
        size = self._raw
        if size > self._limits.header_bytes:
            # A part of the body may have come with them.
            size = sum(len(name) + len(value) + 4 for name, value in self.pairs)
        if size > self._limits.header_bytes or len(self.pairs) > self._limits.header_count:
            self._oversized(size)
            raise _EnoughError
        self.status = status
        self.http_version = parser.get_http_version()
        self.headed = True
        if self._bodiless:
            self.complete = True
            # The parser would wait for the body that the Content-Length of a HEAD describes.
            self.keep = self.http_version == "1.1" and not says_close(self.headers)

    def on_body(self, piece: bytes) -> None:
        """Take a piece of the body, up to the limit."""
        if self.complete:
            self.overrun = True
            raise _EnoughError
        room = self._limits.body_bytes - self.body_bytes
        if len(piece) > room:
            self._cut(piece, max(room, 0))
            return
        self.body_bytes += len(piece)
        self._take(piece)

    def on_message_complete(self) -> None:
        """Note the end."""
        if self.headed and not self.complete and self._parser is not None:
            self.complete = True
            self.keep = self._parser.should_keep_alive()

    def _settle(self, _last: bytes) -> None:
        """Read no further. The parser refers to this object: memory is freed without a circle."""
        self._parser = None

    def _take(self, piece: bytes) -> None:
        if self._taker is None:
            self.chunks.append(piece)
        else:
            self._taker(piece)

    def _cut(self, piece: bytes, room: int) -> None:
        """Keep what there is room for, and read on only as far as the limits say."""
        most = self._limits.most_bytes
        if room:
            self._take(piece[:room])
        size = self.body_bytes + len(piece)
        self.body_bytes = min(size, most)
        if size > most:
            self.overlong = True
            self.why = f"longer than the limit of {in_words(most)}"
            raise _EnoughError

    def _broken(self, reason: str, start: bytes) -> None:
        if self.ended:
            self.overrun = True
        elif self.headed:
            self.why = f"the framing of the body is broken ({reason.lower()})"
        elif start.startswith(_TLS_ALERT):
            self.failure = Failure(Phase.PARSE, "this port speaks TLS, not plain HTTP")
        else:
            self.failure = Failure(Phase.PARSE, f"the answer is not HTTP ({reason.lower()})")

    def _bound(self, size: int, *, grew: bool) -> None:
        """Stop what never ends without ever being a header or a body."""
        limits = self._limits
        if not self.headed:
            self._oversized(self._raw)
            return
        self._framing = 0 if grew else self._framing + size
        if self._framing > limits.header_bytes:
            self.why = f"more than {in_words(limits.header_bytes)} of trailers or chunk framing"
        elif self._raw > limits.header_bytes + _FRAMING * limits.most_bytes:
            self.why = "more chunk framing than content"

    def _oversized(self, size: int) -> None:
        """Stop where there are more headers than allowed, in number or in bytes."""
        limits = self._limits
        if len(self.pairs) > limits.header_count:
            self.stop(Phase.PARSE, f"more than {limits.header_count} headers")
        elif size > limits.header_bytes:
            self._too_long()

    def _too_long(self) -> None:
        self.stop(Phase.PARSE, f"headers larger than {in_words(self._limits.header_bytes)}")
