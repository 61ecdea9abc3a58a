"""Servers that do what no server should."""

from __future__ import annotations

import asyncio
import socket
import struct
import time

from bench.load_world.wire import App, Request, Talk

_FLOOD = 64 * 1024


class Hostile(App):
    """Misbehaves as `how` says, with every `every`-th request; answers the others.

    `closes`: hangs up at once; `refuses`: hangs up before a request; `hangs`: never answers;
    `resets`: TCP reset; `garbage`: no HTTP; `short`: less than Content-Length says, then hangs up;
    `long`: more than it says; `endless`: chunks without end; `headers`: headers without end;
    `dribbles`: one octet of the body each 0.1 s; `slams`: answers, then hangs up unannounced;
    `bad_chunk`: a chunk length that is no number; `bad_gzip`: content that is not what it says.
    """

    def __init__(self, how: str = "closes", every: int = 1) -> None:
        super().__init__()
        self.how, self.every = how, every
        self._count = 0

    def connected(self, talk: Talk) -> bool:
        """Go on, unless told to refuse."""
        if self.how == "refuses":
            talk.close()
        return self.how != "refuses"

    def answer(self, request: Request, talk: Talk) -> None:
        """Misbehave."""
        del request
        self._count += 1
        if self._count % self.every:
            talk.reply(200, b"{}")
            return
        getattr(self, f"_{self.how}")(talk)

    def _closes(self, talk: Talk) -> None:
        talk.close()

    def _hangs(self, talk: Talk) -> None:
        """Nothing comes."""

    def _resets(self, talk: Talk) -> None:
        raw = talk.transport.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        talk.cut()

    def _garbage(self, talk: Talk) -> None:
        talk.raw(b"\x00\xffSSH-2.0-nonsense \r\n\r\n<xml>")
        talk.close()

    def _short(self, talk: Talk) -> None:
        talk.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten octets")
        talk.close()

    def _long(self, talk: Talk) -> None:
        talk.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nthis is more than three octets")

    def _bad_chunk(self, talk: Talk) -> None:
        talk.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nno\r\n0\r\n\r\n")

    def _bad_gzip(self, talk: Talk) -> None:
        talk.reply(200, b"this is plain", (("Content-Encoding", "gzip"),))

    def _slams(self, talk: Talk) -> None:
        talk.reply(200, b"{}")
        talk.close()

    def _endless(self, talk: Talk) -> None:
        talk.begin(200, kind="text/html")
        self._more(talk, b"%x\r\n%b\r\n" % (_FLOOD, b"x" * _FLOOD))

    def _headers(self, talk: Talk) -> None:
        talk.raw(b"HTTP/1.1 200 OK\r\n")
        self._more(talk, b"X-Flood: " + b"y" * 1000 + b"\r\n")

    def _more(self, talk: Talk, piece: bytes) -> None:
        if not talk.open or talk.transport.is_closing():
            return
        if talk.transport.get_write_buffer_size() < 4 * _FLOOD:
            talk.raw(piece)
        asyncio.get_running_loop().call_later(0.001, self._more, talk, piece)

    def _dribbles(self, talk: Talk, left: int = -1) -> None:
        if left < 0:
            talk.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 600\r\n\r\n")
            left = 600
        if left and talk.open:
            talk.raw(b"z")
            self.alarm.at(time.perf_counter() + 0.1, lambda: self._dribbles(talk, left - 1))
