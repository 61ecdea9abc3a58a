"""Where a step goes, and the bytes that go there: made once for requests that repeat."""

from __future__ import annotations

from launchready.load.engine.desk import Desk
from launchready.load.journey import Step
from launchready.load.tally import CacheTally, Tally
from launchready.net.http.message import Request
from launchready.net.http.url import Url
from launchready.net.http.wire import to_wire

RUN_HEADER = "X-Launchready-Run"
_OURS = RUN_HEADER.lower()


_IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"})


class Way:
    """What the requests of the same route, headers and length share."""

    __slots__ = (
        *("_cookie", "_crumbs", "_head", "_start", "bodiless", "cache", "desk", "marks", "pairs"),
        *("read", "reads", "repeatable", "tally", "url"),
    )

    def __init__(self, url: Url, desk: Desk, method: str, head: bytes, cookie: str) -> None:
        self.url = url
        self.desk = desk
        self.bodiless = method == "HEAD"
        """Its answers have no body."""
        self.repeatable = method in _IDEMPOTENT
        """It may be sent again without asking (RFC 9112 section 9.3.1)."""
        self.reads = method == "GET"
        self.read = False
        """The run has read it before."""
        self.pairs: object = None
        """The headers of its last answer: servers answer the same again and again."""
        self.marks = 0
        """What kinds of headers these are."""
        self.tally: Tally | None = None
        self.cache = CacheTally()
        """Of its route in that tally."""
        self._cookie = cookie
        """What the scenario itself says is the Cookie header."""
        self._head = head
        """Up to the empty line, without it and without cookies."""
        self._crumbs = ""
        """The cookies of the user who took it last."""
        self._start = self._made("")
        """With these cookies, up to the body."""

    def message(self, step: Step) -> bytes:
        """Return the request as sent, with the cookies of its user."""
        crumbs = step.user.jar.header(self.url.text)
        if crumbs != self._crumbs:
            self._start = self._made(crumbs)
            self._crumbs = crumbs
        return self._start + step.body

    def _made(self, crumbs: str) -> bytes:
        cookie = "; ".join(filter(None, (self._cookie, crumbs)))
        if not cookie:
            return b"%b\r\n\r\n" % self._head
        # Bytes come back as they came: headers were read as latin-1.
        return b"%b\r\nCookie: %b\r\n\r\n" % (self._head, cookie.encode("latin-1", "replace"))


def way_of(step: Step, url: Url, desk: Desk, tag: str) -> Way:
    """Prepare the requests of a step. Raises `Failure` for what cannot be sent safely."""
    method = step.target.method
    given = [pair for pair in step.headers if pair[0].lower() != _OURS]
    given.append((RUN_HEADER, tag))
    if step.target.stream and all(name.lower() != "accept-encoding" for name, _ in given):
        # Events that are compressed together would arrive together.
        given.append(("Accept-Encoding", "identity"))
    cookie = "; ".join(value for name, value in given if name.lower() == "cookie")
    # All of it is checked, the cookies of the scenario too.
    whole = to_wire(Request(step.url, method, tuple(given), step.body), url, keep_alive=True)
    if cookie:
        given = [pair for pair in given if pair[0].lower() != "cookie"]
        whole = to_wire(Request(step.url, method, tuple(given), step.body), url, keep_alive=True)
    head = whole[: len(whole) - len(step.body) - 4]
    return Way(url, desk, method, head, cookie)
