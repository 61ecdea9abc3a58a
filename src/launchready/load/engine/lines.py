"""The connections of a load run."""

from __future__ import annotations

from launchready.net.http.limits import Limits
from launchready.net.network import Settings


class Lines:
    """What a run sends over; shared by its phases."""

    async def close(self) -> None:
        """Close every connection."""
        raise NotImplementedError


def open_lines(
    settings: Settings, *, limits: Limits, tag: str, most: int, allowed: frozenset[str]
) -> Lines:
    """Open the lines of a run; no packet is sent yet. Needs a running event loop.

    At most `most` connections to an origin are shared. Every request carries `tag` in
    X-Launchready-Run. `allowed` are hosts (`shop.example`, or with a port `shop.example:8443`): a
    step to any other ends the run with `LoadError`.
    """
    raise NotImplementedError
