"""Where a step goes, and the bytes that go there: made once for requests that repeat."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.load.engine.desk import Desk
from launchready.load.journey import Step
from launchready.net.http.message import Request
from launchready.net.http.url import Url
from launchready.net.http.wire import to_wire

RUN_HEADER = "X-Launchready-Run"
_OURS = RUN_HEADER.lower()


@dataclass(slots=True, eq=False)
class Way:
    """What the requests of the same route, headers and length share."""

    url: Url
    desk: Desk
    head: bytes
    """Up to the empty line, without it and without cookies."""
    cookie: str
    """What the scenario itself says is the Cookie header."""
    bodiless: bool
    """Its answers have no body."""
    read: bool = False
    """The run has read it before."""

    def message(self, step: Step) -> bytes:
        """Return the request as sent, with the cookies of its user."""
        crumbs = step.user.jar.header(self.url.text)
        if self.cookie:
            crumbs = f"{self.cookie}; {crumbs}" if crumbs else self.cookie
        if crumbs:
            # Bytes come back as they came: headers were read as latin-1.
            cookie = crumbs.encode("latin-1", "replace")
            return b"%b\r\nCookie: %b\r\n\r\n%b" % (self.head, cookie, step.body)
        return b"%b\r\n\r\n%b" % (self.head, step.body)


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
    return Way(url, desk, head, cookie, method == "HEAD")
