"""How long the model took, where the headers of an answer say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Not `upstream` and its like: behind a proxy that is the product itself, and counting its time as
# the model's would leave nothing to be judged.
_MODEL = frozenset({"model", "llm", "openai", "anthropic", "ai", "inference", "completion"})
_PLAIN = ("openai-processing-ms", "x-model-ms", "x-llm-ms", "x-model-time-ms")
_DURATION = re.compile(r";\s*dur\s*=\s*(\d{1,9}(?:\.\d{1,9})?)", re.ASCII | re.IGNORECASE)
_MOST = 4096
"""Characters of a header that are read."""
_LONGEST_MS = 3_600_000.0


def model_ms(headers: Sequence[tuple[str, str]]) -> tuple[float | None, str]:
    """Return the milliseconds that headers say the model took, and the header; None: none says.

    `Server-Timing` entries (W3C) whose name has a word like `model`, `llm` or `openai` in it;
    entries of one name are calls one after the other and add up, of several names the longest
    counts, because one may lie within the other. Else a header of plain milliseconds.
    """
    plain: tuple[float | None, str] = (None, "")
    spent: dict[str, float] = {}
    for header, value in headers:
        name = header.lower()
        if name == "server-timing":
            _add_entries(value[:_MOST], spent)
        elif name in _PLAIN:
            stated = _milliseconds(value)
            if stated is not None:
                plain = (stated, name)
    if spent:
        longest = max(spent.values())
        if 0 < longest <= _LONGEST_MS:
            return longest, "server-timing"
    return plain


def _add_entries(value: str, spent: dict[str, float]) -> None:
    for entry in _split(value):
        name, _, parameters = entry.partition(";")
        name = name.strip().lower()
        duration = _DURATION.search(";" + parameters)
        if duration and not _MODEL.isdisjoint(re.split(r"[^a-z0-9]+", name)):
            spent[name] = spent.get(name, 0.0) + float(duration[1])


def _split(value: str) -> list[str]:
    """Cut at commas outside quotation marks."""
    parts = value.split('"')
    parts[1::2] = [part.replace(",", " ").replace(";", " ") for part in parts[1::2]]
    return "".join(parts).split(",")


def _milliseconds(value: str) -> float | None:
    found = re.fullmatch(r"\s*(\d{1,9}(?:\.\d{1,9})?)\s*(?:ms)?\s*", value[:40], re.ASCII)
    stated = float(found[1]) if found else 0.0
    return stated if 0 < stated <= _LONGEST_MS else None
