"""Open the store that a command was given, or the one beside the manifest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from launchready.store.runs import Runs

StoreUrl = Annotated[
    str,
    typer.Option(
        "--store", metavar="URL", help="Keep runs there: sqlite:///FILE or postgresql://…"
    ),
]


@contextmanager
def kept_runs(url: str, folder: Path) -> Iterator[Runs]:
    """Give the runs of a store and close it after."""
    from launchready.store.open import default_url, open_store
    from launchready.store.runs import Runs

    engine = open_store(url or default_url(folder))
    try:
        yield Runs(engine)
    finally:
        engine.dispose()
