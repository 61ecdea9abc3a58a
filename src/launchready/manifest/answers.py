"""What people answered: a file beside the manifest, one entry a row, each with a date."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from launchready.manifest.read import ManifestError
from launchready.model.bar import Bar, How, Row
from launchready.model.verdict import RowStatus

FILE_NAME = "launchready.answers.toml"

HEAD = """\
# What people answered for rows of the bar that no probe can see. Written by `launchready answer`.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's answer for one row."""

    row: str
    text: str
    owner: str
    on: date
    evidence: str = ""
    """A link or a file that shows it."""
    holds: bool = True
    """False when the honest answer is "no"."""


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    row: str
    text: str
    owner: str
    on: date
    evidence: str = ""
    holds: bool = True


class _File(msgspec.Struct, forbid_unknown_fields=True):
    answer: list[_Entry] = []


def read_answers(path: Path, bar: Bar) -> tuple[Answer, ...]:
    """Read the file; a missing one holds no answers. Raises `ManifestError`."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        entries = msgspec.convert(table, _File).answer
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, msgspec.ValidationError) as error:
        message = f"{path}: {error}"
        raise ManifestError(message) from None
    for entry in entries:
        answerable(entry.row, bar)
    return tuple(
        Answer(one.row, one.text, one.owner, one.on, one.evidence, one.holds) for one in entries
    )


def answerable(row_id: str, bar: Bar) -> Row:
    """Return the row, when a person may answer it. Raises `ManifestError`."""
    try:
        row = bar.row(row_id)
    except KeyError:
        from difflib import get_close_matches

        near = get_close_matches(row_id, bar.ids, 1, 0.75)
        hint = f"did you mean {near[0]!r}?" if near else "`launchready answer` lists the questions"
        message = f"there is no row {row_id!r} in the bar; {hint}"
        raise ManifestError(message) from None
    if How.ANSWER not in row.how:
        ways = " or ".join(row.how)
        message = f"{row_id} is not for a person to answer: it is proven by {ways}"
        raise ManifestError(message)
    return row


def write_answer(path: Path, answer: Answer, bar: Bar) -> None:
    """Add an answer, or replace the one that the row had. Raises `ManifestError`."""
    answerable(answer.row, bar)
    kept = [one for one in read_answers(path, bar) if one.row != answer.row]
    text = HEAD + "".join(_entry(one) for one in [*kept, answer])
    path.write_text(text, "utf-8")


def judged(answers: Iterable[Answer], bar: Bar, today: date) -> Mapping[str, tuple[RowStatus, str]]:
    """Say how each answered row stands today; an answer that is too old proves nothing."""
    return {one.row: _judge(one, bar.row(one.row), today) for one in answers}


def _judge(answer: Answer, row: Row, today: date) -> tuple[RowStatus, str]:
    said = f"{answer.owner} on {answer.on}: {answer.text}"
    if not answer.holds:
        return RowStatus.FAIL, said
    age = (today - answer.on).days
    if row.proof is not None and age > row.proof:
        return RowStatus.UNKNOWN, f"answered {age} days ago, which counts for {row.proof}: {said}"
    return RowStatus.PASS, said


def _entry(answer: Answer) -> str:
    lines = [
        "",
        "[[answer]]",
        f"row = {_quoted(answer.row)}",
        f"text = {_quoted(answer.text)}",
        f"owner = {_quoted(answer.owner)}",
        f"on = {answer.on.isoformat()}",
    ]
    if answer.evidence:
        lines.append(f"evidence = {_quoted(answer.evidence)}")
    if not answer.holds:
        lines.append("holds = false")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's differs only in DEL, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
