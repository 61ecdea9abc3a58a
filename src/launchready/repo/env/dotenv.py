"""`.env` files: one environment each, its stage told by the file's name."""

from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.env.aside import is_aside
from launchready.derive.env.dotenv import parse_dotenv
from launchready.derive.env.names import stage_of_path
from launchready.derive.pattern import lazy
from launchready.facts.env import Environment, Stage, Variable
from launchready.repo.env.seal import Seal
from launchready.repo.env.source import Source

_ENCRYPTED = lazy(r"\.(?:vault|keys|enc|encrypted|gpg|age|swp|bak|d\.ts|[jt]sx?|py|rb|go|php)$")


def read_dotenv(source: Source) -> Iterator[Environment]:
    """Read every `.env` file of the work tree, ignored ones too."""
    patterns = (".env", ".env.*", "*.env", "env.example", "example.env", ".dev.vars", ".flaskenv")
    for path, text in source.files(*patterns):
        if _ENCRYPTED.search(path):
            continue
        stage = _stage(path)
        if is_aside(path) and stage is not Stage.EXAMPLE:
            continue
        yield Environment(
            path.rpartition("/")[2],
            path,
            stage,
            variables_in(text, source.seal),
            whole=True,
            platform="dotenv",
        )


def variables_in(text: str, seal: Seal) -> tuple[Variable, ...]:
    """Return the variables of a dotenv text."""
    return tuple(
        seal.variable(one.name, one.value, one.line, whole=one.whole, raw=True)
        for one in parse_dotenv(text)
    )


def _stage(path: str) -> Stage:
    stage = stage_of_path(path)
    if stage is Stage.UNKNOWN:
        # What stands in a plain `.env` is, by every library's convention, the developer's own.
        return Stage.DEVELOPMENT
    return stage
