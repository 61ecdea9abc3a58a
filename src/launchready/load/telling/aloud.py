"""Say something to whoever listens; that nobody does any more is no reason to stop."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TextIO


def say(out: TextIO, text: str) -> None:
    """Write and flush. A closed pipe or terminal is silence from then on, and no error."""
    try:
        out.write(text)
        out.flush()
    except OSError:
        hush(out)


def hush(out: TextIO) -> None:
    """Lead a stream whose reader went away to nowhere, so that nothing fails at it later."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, out.fileno())
        os.close(nowhere)
