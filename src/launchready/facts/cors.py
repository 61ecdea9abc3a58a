"""What servers answer to requests that come from other websites."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from launchready.facts.base import Fact


class Sender(StrEnum):
    """The kind of website that a probe pretends to come from."""

    FOREIGN = "any other website"
    PREFIX = "a domain that ends with the site's"
    """`https://evil-shop.example`: anybody can register it."""
    SUFFIX = "a domain that begins with the site's"
    """`https://shop.example.launchready-probe.example`."""
    NULL = "a page without an origin"
    """`null`: a sandboxed frame, a local file."""
    PLAIN = "the site itself over plain HTTP"
    DECLARED = "an origin that the owner declares"


@dataclass(frozen=True, slots=True)
class CorsProbe:
    """One request with an `Origin` header, and what the answer allows."""

    url: str
    sender: Sender
    origin: str
    method: str = "GET"
    """`OPTIONS` is a preflight for a route that writes."""
    status: int = 0
    allow_origin: str = ""
    """`Access-Control-Allow-Origin` as sent; empty: not sent."""
    credentials: bool = False
    """`Access-Control-Allow-Credentials: true` was sent."""
    vary: bool = False
    """The answer says that it varies with the origin."""
    private: bool = False
    """The route is declared as authenticated."""

    @property
    def allowed(self) -> bool:
        """Whether a browser lets this origin read the answer, without credentials at least."""
        return self.allow_origin in {"*", self.origin}

    @property
    def reads_as_user(self) -> bool:
        """Whether a browser lets this origin read the answer that a signed-in user gets."""
        return self.credentials and self.allow_origin == self.origin


@dataclass(frozen=True, slots=True)
class CorsProbes(Fact):
    """The probes of one host. The subject is the host name."""

    probes: tuple[CorsProbe, ...] = ()

    def of(self, *senders: Sender) -> tuple[CorsProbe, ...]:
        """Return the probes from these kinds of website."""
        return tuple(probe for probe in self.probes if probe.sender in senders)
