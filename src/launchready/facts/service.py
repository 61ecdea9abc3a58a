"""How the product's programs take odd requests, bursts and questions after their health."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.facts.base import PRODUCT, Fact


@dataclass(frozen=True, slots=True)
class OddBodies(Fact):
    """What a route made of a broken and of an oversized body. The subject is the route's URL."""

    method: str = "POST"
    malformed_status: int = 0
    oversized_status: int = 0
    """0: the server closed the connection, which refuses the body too."""
    oversized_bytes: int = 0
    stack_trace: str = ""
    """The line by which a stack trace in an answer was recognised, masked; empty: none."""


@dataclass(frozen=True, slots=True)
class LoginBurst(Fact):
    """Wrong logins in quick succession, of an account that nobody has. Subject: the route's URL."""

    statuses: tuple[int, ...] = ()
    took_ms: tuple[float, ...] = ()
    limited_after: int | None = None
    """How many were let through before the limit; None: all of them."""
    how: str = ""
    """How the limit showed itself, in words."""
    body: str = ""
    """The wrong login that was sent."""
    content_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class HealthView(Fact):
    """What the product says of its own health."""

    subject: str = PRODUCT
    url: str = ""
    """The address that answered; empty where none did."""
    declared: bool = False
    status: int = 0
    asked: tuple[str, ...] = ()
    leaks: tuple[str, ...] = ()
    """What it tells strangers and should not, in words, values masked."""
