"""What one person does: the language that scenarios and the engine share.

A journey is `async def journey(user)`; what it awaits are requests and pauses. The engine drives
it without a task of its own: awaiting hands the step over, and the answer comes back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from launchready.facts.load import Fault
from launchready.facts.product import Caching, RouteKind
from launchready.net.http.cookies import CookieJar

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Target:
    """Which route a step belongs to: all that a report says about it."""

    name: str
    method: str = "GET"
    url: str = ""
    """As the scenario or the manifest writes it, for the report; never with secrets in it."""
    kind: RouteKind = RouteKind.PAGE
    caching: Caching = Caching.UNDECLARED
    stream: bool = False
    """Its answers are read as streams of events, each with its time."""


@dataclass(slots=True)
class Answer:
    """What came back. Headers and body stay out of `repr`: they may hold secrets."""

    status: int = 0
    """0: no answer came."""
    headers: Sequence[tuple[str, str]] = field(default=(), repr=False)
    body: bytes = field(default=b"", repr=False)
    """Content with its encoding undone, up to the limit; of a stream the first part."""
    fault: Fault | None = None
    """What the engine counts it as; None: a success."""
    why: str = ""
    response_s: float = 0.0
    """Seconds from the moment the request was due to the end of the answer."""

    @property
    def ok(self) -> bool:
        """Whether it is a success."""
        return self.fault is None

    def header(self, name: str) -> str | None:
        """Return the first value of a header, whatever its case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    def text(self) -> str:
        """Return the body as UTF-8 text."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:  # noqa: ANN401 - whatever the product sent
        """Return the body read as JSON. Raises ValueError."""
        return json.loads(self.body)


class Step(Struct, eq=False):
    """A request that a journey awaits."""

    user: User
    target: Target
    url: str
    """Absolute."""
    headers: Headers
    body: bytes
    expect: Callable[[Answer], str] | None
    """Says what is wrong with an answer that came; empty: nothing. Then a 4xx is no fault.

    An answer that it finds wrong counts by its status where that is a fault (429, 4xx, 5xx),
    and as `Fault.ASSERTION` elsewhere.
    """

    def __repr__(self) -> str:
        """Name its route alone: headers and body may hold secrets."""
        return f"<Step {self.target.name}>"

    def __await__(self) -> Generator[Step, Answer, Answer]:
        """Hand the step to the engine and take the answer."""
        return (yield self)


class Pause:
    """A time to think that a journey awaits."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __await__(self) -> Generator[Pause, None, None]:
        """Hand the pause to the engine."""
        yield self


@dataclass(slots=True)
class User:
    """One visitor: cookies and variables of its own."""

    number: int
    """Counted from 0; the same number is the same person."""
    base: str = ""
    """What relative URLs are relative to: `https://shop.example`."""
    variables: dict[str, str] = field(default_factory=dict, repr=False)
    """From the environment, data feeds and extractions; may hold secrets."""
    headers: Headers = field(default=(), repr=False)
    """Sent with every request."""
    jar: CookieJar = field(default_factory=CookieJar, repr=False)
    connection: Any = field(default=None, repr=False)
    """The engine's: the connection that only this user has, where each has its own."""
    journey: int = 0
    """Which of its journeys this is, counted from 0."""
    run: str = ""
    """The tag that every request of the run carries; the engine sets it before a journey."""

    def request(
        self,
        target: Target,
        url: str = "",
        *,
        headers: Headers = (),
        body: bytes = b"",
        expect: Callable[[Answer], str] | None = None,
    ) -> Step:
        """Make a request of a known route; without a URL, the target's own."""
        url = url or target.url
        if url[:1] == "/":
            url = self.base + url
        if headers or self.headers:
            headers = (*self.headers, *headers)
        return Step(self, target, url, headers, body, expect)

    def get(self, url: str, *, name: str = "", headers: Mapping[str, str] | None = None) -> Step:
        """Read a page. `name` is its route in the report; the path without it."""
        target = Target(name or _path(url), "GET", url)
        return self.request(target, headers=tuple((headers or {}).items()))

    def post(
        self,
        url: str,
        body: bytes | str | Mapping[str, Any] = b"",
        *,
        name: str = "",
        kind: RouteKind = RouteKind.WRITE,
        headers: Mapping[str, str] | None = None,
        stream: bool = False,
    ) -> Step:
        """Send something; a mapping goes as JSON. `name` is its route in the report."""
        target = Target(name or _path(url), "POST", url, kind, stream=stream)
        pairs = tuple((headers or {}).items())
        if isinstance(body, Mapping):
            pairs = (("Content-Type", "application/json"), *pairs)
            body = json.dumps(body)
        content = body.encode() if isinstance(body, str) else body
        return self.request(target, headers=pairs, body=content)

    def think(self, seconds: float) -> Pause:
        """Do nothing for a while, as people do."""
        return Pause(seconds)


Journey = Callable[[User], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Part:
    """One journey of a scenario and how often it is taken."""

    name: str
    journey: Journey
    weight: float = 1.0
    pause: tuple[float, float] = (0.0, 0.0)
    """Seconds that one person lets pass before the next journey, lowest and highest: they pace a
    closed loop, and say what rate a number of users makes. Open arrivals do not wait for them."""
    routes: tuple[str, ...] = ()
    """Which routes its requests go to, one after the other; empty: not known beforehand."""
    think_s: float = 0.0
    """How long it thinks in all, on average, as far as that is known beforehand."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything that people do, ready to be driven."""

    name: str
    base: str
    """Scheme, host and port that relative URLs are relative to."""
    parts: tuple[Part, ...]
    targets: tuple[Target, ...]
    """The routes it goes to, known before it runs."""
    hosts: tuple[str, ...]
    """Every host it may send to."""
    setup: Journey | None = None
    """Once, before the load; its variables are everybody's."""
    cleanup: Journey | None = None
    """Once, after the load, whatever happened."""
    new_user: Callable[[int], User] = field(default=User, repr=False)
    """Make the visitor of this number: base, headers, variables from feeds and environment."""
    shared: dict[str, str] = field(default_factory=dict, repr=False)
    """What `setup` found, filled by it: every visitor made afterwards begins with it."""
    notes: tuple[str, ...] = ()
    """What was left out of it and why, one sentence each."""
    in_python: bool = False
    """Its journeys are anybody's code: where they go is not known before they did."""
    aside: frozenset[str] = frozenset()
    """Names of the `targets` that only setup and cleanup go to."""


def _path(url: str) -> str:
    path = url.partition("?")[0]
    return "/" + path.split("://", 1)[-1].partition("/")[2] if "://" in path else path
