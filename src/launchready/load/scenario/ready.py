"""A step that is ready to be sent: whatever is always the same is made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from launchready.facts.product import RouteKind
from launchready.load.journey import Answer, Headers, Step, Target, User
from launchready.load.scenario.judge import Judge
from launchready.load.scenario.places import Places
from launchready.load.scenario.template import Text, UnsetError
from launchready.load.trouble import LoadError

MOST_HOPS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEEP_METHOD = frozenset({307, 308})
_FOR_THE_ORIGIN = frozenset({"authorization", "cookie", "proxy-authorization"})

Expect = Callable[[Answer], str]


@dataclass(frozen=True, slots=True)
class Ready:
    """One request of a journey."""

    target: Target
    places: Places
    url: Text = field(repr=False)
    headers: tuple[tuple[str, Text], ...] = field(default=(), repr=False)
    body: Text | None = field(default=None, repr=False)
    judge: Judge | None = None
    think: tuple[float, float] = (0.0, 0.0)
    """Seconds before it, lowest and highest."""
    repeat: int = 1
    if_set: str = ""
    unless_set: str = ""
    follow: bool = False
    link: bool = False
    """Its URL begins with a variable, so that its host is known only when it is sent."""
    fixed_url: str | None = field(default=None, repr=False)
    fixed_headers: Headers | None = field(default=None, repr=False)
    fixed_body: bytes | None = field(default=None, repr=False)

    def applies(self, user: User) -> bool:
        """Whether its conditions hold."""
        if self.if_set and not user.variables.get(self.if_set):
            return False
        return not (self.unless_set and user.variables.get(self.unless_set))

    def step(self, user: User, turn: int) -> Step:
        """Make the request. Raises `LoadError`: `UnsetError`, or a host that is not declared."""
        try:
            return self._step(user, turn)
        except UnsetError as error:
            message = f"{self.target.name}: {error}"
            raise UnsetError(message) from None

    def _step(self, user: User, turn: int) -> Step:
        url = self.fixed_url
        if url is None:
            url = self.places.absolute(self.url.text(user, turn))
            if self.link and not self.places.allows(url):
                message = f"{self.target.name}: its URL is not on a declared host"
                raise LoadError(message)
        headers = self.fixed_headers
        if headers is None:
            headers = tuple([(name, text.text(user, turn)) for name, text in self.headers])
        if user.headers:
            headers = (*headers, *user.headers)
        body = self.fixed_body
        if body is None:
            body = self.body.text(user, turn).encode() if self.body is not None else b""
        expect = None if self.judge is None else self._expect(user, turn, url, MOST_HOPS)
        return Step(user, self.target, url, headers, body, expect)

    def _expect(self, user: User, turn: int, url: str, hops: int) -> Expect | None:
        if self.judge is None:
            return None
        if not self.follow:
            return partial(self.judge.say, user, turn, url)
        return partial(self._hop, user, turn, url, hops)

    def _hop(self, user: User, turn: int, url: str, hops: int, answer: Answer) -> str:
        """Judge the answer that is no redirect; of a redirect, only where it leads."""
        location = _location(answer)
        if location is None:
            return self.judge.say(user, turn, url, answer) if self.judge is not None else ""
        if not hops:
            return f"more than {MOST_HOPS} redirects"
        if self.places.resolved(url, location):
            return ""
        return "redirects to a host that the scenario does not declare"

    def next_hop(self, sent: Step, answer: Answer, turn: int, hops: int) -> Step | None:
        """Return the request that a redirect asks for (Fetch, HTTP-redirect fetch); None: none.

        After it, `hops` more may follow.
        """
        location = _location(answer)
        if location is None:
            return None
        url = self.places.resolved(sent.url, location)
        headers, body, method = sent.headers, sent.body, sent.target.method
        if answer.status not in _KEEP_METHOD and method not in {"GET", "HEAD"}:
            method, body = "GET", b""
            headers = tuple(one for one in headers if not one[0].lower().startswith("content-"))
        if url.split("/", 3)[:3] != sent.url.split("/", 3)[:3]:
            headers = tuple(one for one in headers if one[0].lower() not in _FOR_THE_ORIGIN)
        target = Target(
            f"{self.target.name} (redirected)",
            method,
            kind=RouteKind.PAGE if method == "GET" else self.target.kind,
            stream=self.target.stream,
        )
        expect = self._expect(sent.user, turn, url, hops)
        return Step(sent.user, target, url, headers, body, expect)


def _location(answer: Answer) -> str | None:
    return answer.header("location") if answer.status in _REDIRECTS else None
