"""Outputs of platforms' command lines that the user recorded in a file.

`vercel env ls`, `heroku config`, `fly secrets list`, `railway variables`, `netlify env:list`,
`gh secret list`, `kubectl get secret -o yaml`, and anything in dotenv form. The format is told by
what the file holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from launchready.derive.env.names import stage_in
from launchready.derive.pattern import lazy
from launchready.facts.env import Environment, Stage, Variable
from launchready.repo.env.documents import (
    UnreadableError,
    items,
    mapping,
    read_json,
    read_yaml,
    text_of,
)
from launchready.repo.env.dotenv import variables_in
from launchready.repo.env.kubernetes import read_documents
from launchready.repo.env.seal import Seal, hidden
from launchready.repo.env.source import once
from launchready.repo.tree import as_text, read_bounded
from launchready.repo.trouble import RepositoryError

_NAME = lazy(r"[\s│║|*•!]*([A-Za-z_][A-Za-z0-9_]{0,200})(?=\s|│|║|\||$)")
_BAR = lazy(r"[│║|]")
_HEROKU = lazy(r"^=== (.{1,100}) Config Vars\s*$", re.MULTILINE)
_HEROKU_LINE = lazy(r"^([A-Za-z_]\w{0,200}):[ \t]*(.*)$", re.MULTILINE)
_VERCEL = lazy(r"^\s*name\s+value\s+environments?\b", re.IGNORECASE | re.MULTILINE)
_TABLE = lazy(
    r"^[\s│║|]*(?:name|key|variable)s?[\s│║|]+(?:digest|value|updated|created|scope)",
    re.IGNORECASE | re.MULTILINE,
)
_KV_BOX = lazy(r"^\s*║", re.MULTILINE)
_STAGE_WORDS = (
    ("production", Stage.PRODUCTION),
    ("preview", Stage.PREVIEW),
    ("development", Stage.DEVELOPMENT),
)
_HIDDEN = lazy(r"^(?:encrypted|sensitive|hidden|\*{3,}|secret|-)?$", re.IGNORECASE)


def read_recorded(name: str, path: Path, seal: Seal) -> tuple[Environment, ...]:
    """Read one recorded output; raises `RepositoryError` where the file cannot be read."""
    content = read_bounded(path.resolve())
    text = as_text(content) if isinstance(content, bytes) else None
    if text is None:
        why = f"{path}: {content if isinstance(content, str) else 'not text'}"
        raise RepositoryError(why)
    return recorded(name, str(path), text, seal)


def recorded(name: str, source: str, text: str, seal: Seal) -> tuple[Environment, ...]:
    """Read one recorded output from its text; `name` says which environment it is."""
    if _VERCEL.search(text):
        return tuple(_vercel(name, source, text))
    heading = _HEROKU.search(text)
    if heading is not None:
        found = tuple(
            seal.variable(one, value.strip(), raw=True)
            for one, value in _HEROKU_LINE.findall(text[heading.end() :])
        )
        return (_environment(name, source, found, "heroku config", heading.group(1)),)
    if _TABLE.search(text):
        found = tuple(_table(text, seal))
        whole = "digest" in text.lower() or "value" in text.lower() or "scope" in text.lower()
        return (_environment(name, source, found, "recorded list", whole=whole),)
    if _KV_BOX.search(text):
        return (_environment(name, source, tuple(_box(text, seal)), "railway variables"),)
    document = _document(text, seal)
    if document is not None:
        return (_environment(name, source, document, "recorded list"),)
    found = variables_in(text, seal)
    if not any(re.fullmatch(r"[A-Z][A-Z0-9_]*", one.name) for one in found):
        why = f"{source}: no variables were recognised in it"
        raise RepositoryError(why)
    return (_environment(name, source, found, "dotenv"),)


def _environment(
    name: str,
    source: str,
    variables: tuple[Variable, ...],
    platform: str,
    hint: str = "",
    *,
    whole: bool = True,
) -> Environment:
    stage = stage_in(name)
    if stage is Stage.UNKNOWN:
        stage = stage_in(hint)
    if stage is Stage.UNKNOWN and platform != "dotenv":
        # Whoever records what a platform holds means the live one, unless the name says otherwise.
        stage = Stage.PRODUCTION
    return Environment(name, source, stage, once(variables), whole=whole, platform=platform)


def _vercel(name: str, source: str, text: str) -> Iterator[Environment]:
    """Read a table whose rows name their environments: `Production, Preview`."""
    staged: dict[Stage, list[Variable]] = {stage: [] for _, stage in _STAGE_WORDS}
    heading = _VERCEL.search(text)
    for line in text[heading.end() if heading else 0 :].splitlines():
        found = _NAME.match(line)
        if found is None:
            continue
        rest = line[found.end() :].lower()
        for word, stage in _STAGE_WORDS:
            if word in rest:
                staged[stage].append(hidden(found.group(1)))
    for word, stage in _STAGE_WORDS:
        if staged[stage]:
            yield Environment(
                f"{name} {word}" if name.lower() != word else name,
                source,
                stage,
                once(staged[stage]),
                whole=True,
                platform="vercel env ls",
            )


def _table(text: str, seal: Seal) -> Iterator[Variable]:
    heading = _TABLE.search(text)
    start = heading.start() if heading else 0
    head, *rows = text[start:].splitlines()
    valued = re.search(r"value", head, re.IGNORECASE) is not None
    for row in rows:
        found = _NAME.match(row)
        if found is None:
            continue
        cells = [cell.strip() for cell in _BAR.split(row) if cell.strip()]
        value = cells[1] if len(cells) > 1 else ""
        if valued and len(cells) > 1 and not _HIDDEN.match(value):
            yield seal.variable(found.group(1), value, raw=True)
        else:
            yield hidden(found.group(1))


def _box(text: str, seal: Seal) -> Iterator[Variable]:
    """Read `║ NAME │ value ║`; a value that goes on over lines is known by its first."""
    for row in text.splitlines():
        cells = [cell.strip() for cell in _BAR.split(row)]
        cells = [cell for cell in cells if cell] if row.strip().startswith("║") else []
        if cells and re.fullmatch(r"[A-Za-z_]\w{0,200}", cells[0]):
            value = cells[1] if len(cells) > 1 else ""
            yield seal.variable(cells[0], value, raw=True)


def _document(text: str, seal: Seal) -> tuple[Variable, ...] | None:
    """Read JSON of a platform, or what kubectl prints; None for neither."""
    if text.lstrip()[:1] in {"{", "["}:
        try:
            return tuple(_json(read_json(text), seal))
        except UnreadableError:
            return None
    if re.search(r"^kind:\s", text, re.MULTILINE):
        try:
            return read_documents(read_yaml(text), seal) or None
        except UnreadableError:
            return None
    return None


def _json(document: object, seal: Seal) -> Iterator[Variable]:
    table = mapping(document)
    if "kind" in table:
        yield from read_documents((table,), seal)
        return
    rows = items(document) or items(table.get("envs")) or items(table.get("secrets"))
    for one in rows:
        row = mapping(mapping(one).get("envVar") or one)
        name = next((text_of(row[key]) for key in ("name", "Name", "key", "Key") if key in row), "")
        value = text_of(row.get("value"))
        if name:
            yield hidden(name) if value is None else seal.variable(name, value, raw=True)
    if not rows:
        for name, one in table.items():
            value = text_of(one)
            yield hidden(name) if value is None else seal.variable(name, value, raw=True)
