"""A scenario as it travels: its text and its feeds, never a value of the environment."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from launchready.facts.product import Product
from launchready.load.journey import Scenario
from launchready.load.scenario import read_scenario, write_scenario
from launchready.load.scenario.document import read_document
from launchready.load.trouble import LoadError

MOST_BYTES = 32 * 1024 * 1024
"""Of a scenario with all its feeds."""
PYTHON = ".py"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A scenario file and the feeds beside it."""

    file: str
    """Its name, without a folder."""
    text: str = field(repr=False)
    feeds: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Names relative to the file's folder, and contents."""

    @property
    def python(self) -> bool:
        """Whether whoever reads it runs it."""
        return Path(self.file).suffix == PYTHON


def parcel_of_file(path: Path) -> Parcel:
    """Pack a scenario that `read_scenario` has read. Raises `LoadError` when it cannot be."""
    try:
        text = path.read_text("utf-8")
        names = () if path.suffix == PYTHON else _feed_names(text, path.name)
        feeds = {name: _inside(path.parent, name).read_text("utf-8") for name in names}
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be sent to the workers: {error}"
        raise LoadError(message) from None
    if len(text) + sum(map(len, feeds.values())) > MOST_BYTES:
        message = f"{path} and its feeds are larger than {MOST_BYTES // 1024**2} MiB"
        raise LoadError(message)
    return Parcel(path.name, text, feeds)


def parcel_of_product(product: Product, own: Collection[str] = ()) -> Parcel:
    """Pack the scenario that the manifest's routes make.

    `own` are the headers of a test account that each machine has in its environment.
    """
    return Parcel("routes.yaml", write_scenario(product, own=own))


def unpack(parcel: Parcel, environ: Mapping[str, str], share: tuple[int, int] = (0, 1)) -> Scenario:
    """Read the scenario as this machine's own, with this machine's environment.

    Of a feed that gives each journey the next row, worker `share[0]` of `share[1]` gets every
    `share[1]`-th: no two workers use the same one. Raises `LoadError`. A Python scenario is run;
    ask before whether it may be.
    """
    with tempfile.TemporaryDirectory(prefix="launchready-") as name:
        folder = Path(name)
        path = folder / Path(parcel.file).name
        path.write_text(parcel.text, "utf-8")
        dealt = () if parcel.python else _feed_names(parcel.text, parcel.file, each="journey")
        for feed, content in parcel.feeds.items():
            place = _inside(folder, feed)
            place.parent.mkdir(parents=True, exist_ok=True)
            rows = deal(feed, content, share) if feed in dealt else content
            place.write_text(rows, "utf-8")
        return read_scenario(path, environ)


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        message = f"the feed {name!r} is outside the scenario's folder"
        raise LoadError(message)
    return path


def deal(feed: str, content: str, share: tuple[int, int]) -> str:
    """Return every `share[1]`-th row of a feed; all of them where there are too few to deal."""
    worker, workers = share
    if not feed.endswith(".csv"):
        lines = [line for line in content.splitlines() if line.strip()]
        return "\n".join(lines[worker::workers] or lines)
    head, *rows = [row for row in csv.reader(io.StringIO(content)) if row] or [[]]
    text = io.StringIO()
    csv.writer(text).writerows([head, *(rows[worker::workers] or rows)])
    return text.getvalue()


def _feed_names(text: str, source: str, each: str = "") -> list[str]:
    tree = read_document(text, source).tree
    tables = tree.get("feeds") if isinstance(tree, dict) else None
    rows = tables if isinstance(tables, list) else []
    return [
        str(table["file"])
        for table in rows
        if isinstance(table, dict) and "file" in table and each in {"", table.get("each")}
    ]
