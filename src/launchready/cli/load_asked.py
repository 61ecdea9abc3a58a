"""What was typed for a load run, as words that repeat it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import Enum
from pathlib import Path

from launchready.cli.load_options import LoadOptions

TELLING = frozenset(
    {
        "yes",
        "budget",
        "baseline",
        "update_baseline",
        "json_file",
        "html_file",
        "markdown_file",
        "junit",
        "hdr",
        "plain",
        "full",
        "store",
        "no_store",
    }
)
"""Options that do not change what is measured: where it is told and kept."""


def asked_words(
    address: str | None, scenario: Path | None, options: LoadOptions, own: Mapping[str, object]
) -> tuple[str, ...]:
    """Return arguments and options that differ from their defaults; keys and logins are in none.

    `own` are options that only one command has, with None for what is as usual; `SCENARIO` stands
    for a scenario that is an argument.
    """
    words = [address] if address else []
    if scenario is not None:
        words = (
            [str(scenario), *words] if "SCENARIO" in own else [*words, "--scenario", str(scenario)]
        )
    for field in fields(LoadOptions):
        value = getattr(options, field.name)
        if field.name not in TELLING and value != field.default:
            words += _said(f"--{field.name.replace('_', '-')}", value)
    for option, value in own.items():
        if option.startswith("--") and value is not None:
            words += _said(option, value)
    return tuple(words)


def _said(option: str, value: object) -> Iterator[str]:
    """Yield an option as it is typed: a switch alone, one of several values again for each."""
    for one in value if isinstance(value, list) else [value]:
        yield option
        if one is not True:
            yield str(one.value if isinstance(one, Enum) else one)
