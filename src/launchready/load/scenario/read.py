"""Read a scenario from the file that the user names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from launchready.load.journey import Scenario
from launchready.load.scenario.compiled import compiled
from launchready.load.scenario.convert import convert
from launchready.load.scenario.document import MOST_BYTES, read_document
from launchready.load.scenario.literals import refuse_secrets
from launchready.load.trouble import LoadError


def read_scenario(path: Path, environ: Mapping[str, str]) -> Scenario:
    """Read a `.yaml`, `.yml` or `.py` scenario. Raises `LoadError` with one sentence.

    A Python file is run: name only one that you trust.
    """
    if path.suffix == ".py":
        from launchready.load.scenario.python_file import python_scenario

        return python_scenario(path)
    if path.suffix not in {".yaml", ".yml"}:
        message = f"{path} is no scenario: it ends in .yaml or .py"
        raise LoadError(message)
    return parse_scenario(_text(path), str(path), path.parent, environ)


def parse_scenario(text: str, source: str, folder: Path, environ: Mapping[str, str]) -> Scenario:
    """Read a YAML scenario from its text; feeds are in `folder`. Raises `LoadError`."""
    document = read_document(text, source)
    file = convert(document)
    refuse_secrets(document)
    return compiled(document, file, folder, environ)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"{path}: {(error.strerror or str(error)).lower()}"
        raise LoadError(message) from None
    if len(content) > MOST_BYTES:
        message = f"{path} is larger than {MOST_BYTES // 1024} KiB"
        raise LoadError(message)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f"{path} is not UTF-8 text"
        raise LoadError(message) from None
