"""How workers find the master, and what they are told there."""

from __future__ import annotations

from dataclasses import dataclass, field

from launchready.load.workers.parcel import Parcel
from launchready.net.http.limits import Limits
from launchready.net.network import Settings


@dataclass(frozen=True, slots=True)
class Meeting:
    """How workers find the master."""

    parcel: Parcel
    tag: str
    limits: Limits
    most: int
    """Connections that each worker shares to an origin."""
    here: int = 0
    """Workers to start on this machine."""
    settings: Settings = field(default_factory=Settings, repr=False)
    """How those reach the network."""
    hosts: tuple[str, ...] = ()
    """To which those may send."""
    listen: tuple[str, int] = ("127.0.0.1", 0)
    """Where workers of other machines come; port 0: any that is free."""
    expect: int = 0
    """Workers of other machines to wait for."""
    key: str = field(default="", repr=False)
    wait_s: float = 60.0
    """How long to wait for them."""
    ceiling: float = 0.0
    """Requests each second that all workers together may make; 0: as many as come."""
