"""JavaScript and TypeScript: `process.env`, `import.meta.env`, Deno, Bun, SvelteKit, schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ast_grep_py import Config, SgNode

from launchready.derive.pattern import lazy
from launchready.facts.env import Need
from launchready.repo.env.code.found import (
    NAME,
    Found,
    line,
    literal,
    need_of_name,
    stops,
    variable_name,
)

_ENV = r"(?:process\.env|import\.meta\.env|Bun\.env|globalThis\.process\.env)"
_READ = lazy(rf"{_ENV}\??\.([A-Za-z_]\w*)")
_OBJECT = lazy(_ENV)
_COMPARES = frozenset({"===", "!==", "==", "!=", "in", "instanceof", "<", ">"})
_SCHEMA_FILE = lazy(
    r"@t3-oss/env|createEnv\s*\(|cleanEnv\s*\(|env-var|"
    r"\.(?:safeP|p)arse(?:Async)?\(\s*(?:process|import\.meta)\.env|"
    r"(?:envSchema|EnvSchema|env_schema|environmentSchema)\b"
)
_SCHEMA_KEY = lazy(r"[A-Z][A-Z0-9_]{2,}")
_SCHEMA_VALUE = lazy(
    r"\bz\s*\.|\bv\s*\.|\bJoi\s*\.|\by(?:up)?\s*\.|\b(?:str|num|bool|url|port|email|host|json)\s*\("
    r"|\bt\.|\btype\(|\bSchema\."
)
_LENIENT = lazy(r"\.optional\(|\.nullish\(|optional\(|Optional\(|makeValidator\(undefined")
_DEFAULTS = lazy(r"\.default\(|\.catch\(|\bdefault\s*:|devDefault\s*:|fallback\(")
_THROUGH = frozenset(
    {
        *("parenthesized_expression", "as_expression", "satisfies_expression"),
        "non_null_expression",
    }
)

_CLIMBED = frozenset(
    {
        *("binary_expression", "ternary_expression", "member_expression", "variable_declarator"),
        *("unary_expression", "if_statement", "while_statement"),
    }
)
_HIGHEST = 12
# Chosen by the parser itself: walking to every node from here costs ten times as much.
_MEMBERS: Config = {"rule": {"kind": "member_expression", "regex": rf"^{_ENV}\??\.\w+$"}}
_SUBSCRIPTS: Config = {"rule": {"kind": "subscript_expression", "regex": rf"^{_ENV}\["}}
_DECLARATIONS: Config = {"rule": {"kind": "variable_declarator", "regex": rf"=\s*{_ENV}\s*$"}}


def find(root: SgNode, code: str) -> Iterator[Found]:
    """Yield every variable that a file reads."""
    for node in root.find_all(_MEMBERS):
        read = _READ.fullmatch(node.text())
        if read and not _is_written(node):
            yield _found(node, read.group(1), code)
    for node in root.find_all(_SUBSCRIPTS):
        name = variable_name(node.field("index"))
        place = node.field("object")
        if name and place is not None and _OBJECT.fullmatch(place.text()) and not _is_written(node):
            yield _found(node, name, code)
    if "Deno.env" in code:
        for node in root.find_all(pattern="Deno.env.get($NAME)"):
            name = variable_name(node.get_match("NAME"))
            if name:
                yield _found(node, name, code)
    yield from _taken_apart(root)
    if "$env/" in code:
        yield from _sveltekit(root, code)
    if _SCHEMA_FILE.search(code):
        yield from _schema(root)


def _found(node: SgNode, name: str, code: str) -> Found:
    need, firm = _need(node, code)
    return Found(name, line(node), need, firm)


def _need(node: SgNode, code: str) -> tuple[Need, bool]:
    """Climb from a read to what is done with it."""
    here = node
    for parent in node.ancestors()[:_HIGHEST]:
        kind = parent.kind()
        if kind not in _THROUGH:
            if kind not in _CLIMBED:
                break
            decided = _decide(kind, here, parent, code)
            if decided is not None:
                return decided
        here = parent
    return Need.REQUIRED, False


def _decide(kind: str, here: SgNode, parent: SgNode, code: str) -> tuple[Need, bool] | None:
    """Say what one step of the way up means; None where the way goes on."""
    if kind == "binary_expression":
        return _binary(here, parent)
    if kind == "ternary_expression":
        return (Need.OPTIONAL, True) if _same(parent.field("condition"), here) else None
    if kind == "member_expression":
        chained = parent.text()[len(here.text()) :].startswith("?.")
        return (Need.OPTIONAL, True) if chained else (Need.REQUIRED, False)
    if kind == "variable_declarator":
        target = parent.field("name")
        told = need_of_name(target.text(), code) if target is not None else None
        return (told or Need.REQUIRED), told is not None
    return _condition(parent)


def _binary(here: SgNode, parent: SgNode) -> tuple[Need, bool] | None:
    operator = parent.field("operator")
    sign = operator.text() if operator is not None else ""
    left = _same(parent.field("left"), here)
    if sign in {"||", "??"} and left:
        right = parent.field("right")
        fails = right is not None and stops(right.text())
        return (Need.REQUIRED, True) if fails else (Need.DEFAULT, True)
    if sign == "&&" and left:
        return Need.OPTIONAL, True
    return _condition(parent) if sign in _COMPARES else None


def _condition(node: SgNode) -> tuple[Need, bool]:
    """A test: the variable is needed where the branch ends the program."""
    for above in (node, *node.ancestors()[:6]):
        if above.kind() == "if_statement":
            branch = above.field("consequence")
            ends = branch is not None and stops(branch.text())
            return (Need.REQUIRED, True) if ends else (Need.OPTIONAL, True)
    return Need.OPTIONAL, True


def _same(one: SgNode | None, other: SgNode) -> bool:
    return one is not None and one.range() == other.range()


def _is_written(node: SgNode) -> bool:
    parent = node.parent()
    if parent is None:
        return False
    if parent.kind() in {"assignment_expression", "augmented_assignment_expression"}:
        return _same(parent.field("left"), node)
    return parent.kind() == "unary_expression" and parent.text().startswith("delete")


def _taken_apart(root: SgNode) -> Iterator[Found]:
    """`const { A, B = "x" } = process.env`."""
    for node in root.find_all(_DECLARATIONS):
        value, pattern = node.field("value"), node.field("name")
        if value is None or pattern is None or pattern.kind() != "object_pattern":
            continue
        if not _OBJECT.fullmatch(value.text()):
            continue
        for part in pattern.children():
            name = NAME.match(part.text())
            if name is None:
                continue
            if part.kind() == "object_assignment_pattern" or "=" in part.text():
                yield Found(name.group(), line(part), Need.DEFAULT, firm=True)
            elif part.kind() in {"shorthand_property_identifier_pattern", "pair_pattern"}:
                yield Found(name.group(), line(part))


def _sveltekit(root: SgNode, code: str) -> Iterator[Found]:
    dynamic = False
    for node in root.find_all(kind="import_statement"):
        place = literal(node.field("source")) or ""
        if place.startswith("$env/static/"):
            for part in node.find_all(kind="import_specifier"):
                name = part.field("name")
                if name is not None:
                    yield Found(name.text(), line(part), firm=True)
        dynamic = dynamic or place.startswith("$env/dynamic/")
    if dynamic:
        for node in root.find_all(kind="member_expression"):
            found = re.fullmatch(r"env\.([A-Z]\w*)", node.text())
            if found:
                yield _found(node, found.group(1), code)


def _schema(root: SgNode) -> Iterator[Found]:
    """Zod, valibot, Joi, envalid: a key in capitals whose value is a rule."""
    for node in root.find_all(kind="pair"):
        key, value = node.field("key"), node.field("value")
        if key is None or value is None:
            continue
        name, rule = key.text().strip("\"'"), value.text()
        if not _SCHEMA_KEY.fullmatch(name) or not _SCHEMA_VALUE.match(rule):
            continue
        need = Need.REQUIRED
        if _LENIENT.search(rule):
            need = Need.OPTIONAL
        elif _DEFAULTS.search(rule):
            need = Need.DEFAULT
        yield Found(name, line(node), need, firm=True, schema=True)
