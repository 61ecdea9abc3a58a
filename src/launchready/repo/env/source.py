"""What every reader of environments is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from launchready.facts.env import Variable
from launchready.repo.env.documents import UnreadableError, read_json, read_toml, read_yaml
from launchready.repo.env.seal import Seal
from launchready.repo.tree import Tree

MOST_FILES = 400
"""Files of one kind that a reader opens."""


@dataclass(frozen=True, slots=True)
class Source:
    """The files, and the seal that values are put under."""

    tree: Tree
    seal: Seal

    def files(self, *patterns: str) -> Iterator[tuple[str, str]]:
        """Yield path and text of the files that match, those that cannot be read noted."""
        for number, path in enumerate(self.tree.named(*patterns)):
            if number >= MOST_FILES:
                self.tree.note(path, f"only {MOST_FILES} files of this kind are read")
                return
            text = self.tree.text(path)
            if text is not None:
                yield path, text

    def yaml(self, path: str, text: str) -> tuple[Any, ...]:
        """Read YAML documents; none, and a note, where the text is not YAML."""
        try:
            return read_yaml(text)
        except UnreadableError as error:
            self.tree.note(path, str(error))
            return ()

    def toml(self, path: str, text: str) -> dict[str, Any]:
        """Read TOML; nothing, and a note, where the text is not TOML."""
        try:
            return read_toml(text)
        except UnreadableError as error:
            self.tree.note(path, str(error))
            return {}

    def json(self, path: str, text: str) -> Any:  # noqa: ANN401 - a document holds anything
        """Read JSON; None, and a note, where the text is not JSON."""
        try:
            return read_json(text)
        except UnreadableError as error:
            self.tree.note(path, str(error))
            return None


def once(variables: Iterable[Variable]) -> tuple[Variable, ...]:
    """Return the variables, of each name the first."""
    kept: dict[str, Variable] = {}
    for one in variables:
        kept.setdefault(one.name, one)
    return tuple(kept.values())
