"""A run that is to end now."""

from __future__ import annotations

from collections.abc import Callable


class Stop:
    """Ends a run from outside: Ctrl-C, a time that is up, a caller who has seen enough."""

    def __init__(self) -> None:
        self.why = ""
        """In words; empty: nobody asked for it."""
        self._listeners: list[Callable[[str], None]] = []

    def request(self, why: str) -> None:
        """End the run. From the thread of its event loop; the first reason stays."""
        if self.why:
            return
        self.why = why
        for listener in tuple(self._listeners):
            listener(why)

    def listen(self, listener: Callable[[str], None]) -> None:
        """Call `listener` with the reason; at once where the run is already to end."""
        self._listeners.append(listener)
        if self.why:
            listener(self.why)

    def forget(self, listener: Callable[[str], None]) -> None:
        """Call it no more."""
        self._listeners.remove(listener)
