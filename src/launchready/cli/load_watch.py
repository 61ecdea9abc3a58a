"""End a load run at once when a second signal asks for it, whatever holds up the event loop."""

from __future__ import annotations

import signal
from typing import NoReturn

from launchready.load.workers.watch import end_hard

SIGNALLED = 128
"""Added to the number of a signal that ended the program, as shells do."""


def end_by(number: int) -> NoReturn:
    """End this process now, because a signal came a second time."""
    name = signal.Signals(number).name
    end_hard(f"Ended at once by a second signal ({name}); nothing is reported.", SIGNALLED + number)
