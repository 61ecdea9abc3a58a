"""Counts of what a run sends: the network budget is part of the design."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Traffic:
    """What one run sent so far."""

    dns_queries: int = 0
    connections: int = 0
    """TCP connections tried, whoever made them."""
    requests: int = 0
    bytes_in: int = 0
    by_host: Counter[str] = field(default_factory=Counter)
    """Connections tried, by host name."""

    def connected(self, host: str) -> None:
        """Count one TCP connection to a host."""
        self.connections += 1
        self.by_host[host] += 1
