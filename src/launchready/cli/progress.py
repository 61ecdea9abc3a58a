"""One line of progress on standard error, where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[int, int], None]


@contextmanager
def progress(what: str) -> Iterator[Tell | None]:
    """Give a function to tell how much is done; None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return

    def tell(done: int, of: int) -> None:
        sys.stderr.write(f"\r\x1b[KLooking at {what}: {done} of {of}")
        sys.stderr.flush()

    try:
        yield tell
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
