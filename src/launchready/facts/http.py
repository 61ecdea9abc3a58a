"""What web servers answered. Bodies are not kept; what matters is read out of them at once."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.facts.base import Fact


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of each phase; None where the phase did not happen."""

    dns_ms: float | None = None
    connect_ms: float | None = None
    tls_ms: float | None = None
    first_byte_ms: float | None = None
    total_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, without the body."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    """In the order sent, names as sent; cookie values and tokens masked."""
    method: str = "GET"
    http_version: str = "1.1"
    address: str = ""
    body_bytes: int = 0
    """Bytes received on the wire, up to the limit."""
    truncated: bool = False
    timing: Timing = Timing()
    challenge: str = ""
    """Name of the bot wall that answered instead of the site; empty: none."""

    def header(self, name: str) -> str | None:
        """Return the first value of a header, whatever its case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a header, in the order sent."""
        wanted = name.lower()
        return tuple(value for key, value in self.headers if key.lower() == wanted)


@dataclass(frozen=True, slots=True)
class Walk(Fact):
    """A start URL followed to its end. The subject is the start URL."""

    hops: tuple[Exchange, ...] = ()
    end: str = ""
    """The URL of the last answer."""
    loop: bool = False
    stopped: str = ""
    """Why it could not be followed to its end, in words; empty when it was."""
    agent: str = "desktop"
    """`desktop` or `mobile`."""

    @property
    def last(self) -> Exchange | None:
        """The last answer."""
        return self.hops[-1] if self.hops else None
