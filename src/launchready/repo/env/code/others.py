"""Ruby, PHP and Go: `ENV`, `getenv`, `env()`, `os.Getenv`, struct tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ast_grep_py import SgNode

from launchready.derive.pattern import lazy
from launchready.facts.env import Need
from launchready.repo.env.code.found import Found, line, need_of_name, stops, variable_name

_TAG = lazy(r"\b(?:env|envconfig):\"([A-Z][A-Z0-9_]{1,100})(,[^\"]*)?\"")

_ASKS = lazy(r"\.(?:present|blank|nil|empty)\?")
_BRANCHES = frozenset({"if", "unless", "if_modifier", "unless_modifier", "if_statement"})
_CLIMBED = _BRANCHES | {
    *("binary", "binary_expression", "assignment", "assignment_expression", "call", "conditional"),
    *("unary", "unary_op_expression", "conditional_expression"),
}
_THROUGH = frozenset({"parenthesized_expression", "parenthesized_statements"})
_HIGHEST = 12


def find_ruby(root: SgNode, code: str) -> Iterator[Found]:
    """Yield every variable that a Ruby file reads."""
    for node in root.find_all(kind="element_reference"):
        place = node.field("object")
        key = next((one for one in node.children() if one.kind() == "string"), None)
        name = variable_name(key)
        if name and place is not None and place.text() == "ENV" and not _is_target(node):
            yield Found(name, line(node), *_need(node, code))
    for node in root.find_all(kind="call"):
        place, method, given = (node.field(one) for one in ("receiver", "method", "arguments"))
        if place is None or method is None or place.text() != "ENV":
            continue
        arguments = _named(given)
        name = variable_name(arguments[0]) if arguments else None
        if name is None:
            continue
        if method.text() == "fetch":
            default = len(arguments) > 1 or node.field("block") is not None
            yield Found(name, line(node), Need.DEFAULT if default else Need.REQUIRED, firm=True)
        elif method.text() in {"key?", "has_key?", "include?", "dig"}:
            yield Found(name, line(node), Need.OPTIONAL, firm=True)


def find_php(root: SgNode, code: str) -> Iterator[Found]:
    """Yield every variable that a PHP file reads."""
    for node in root.find_all(kind="subscript_expression"):
        parts = [one for one in node.children() if one.is_named()]
        name = variable_name(parts[1]) if len(parts) > 1 else None
        if name and parts[0].text() == "$_ENV" and not _is_target(node):
            yield Found(name, line(node), *_need(node, code))
    for node in root.find_all(kind="function_call_expression"):
        called, given = node.field("function"), node.field("arguments")
        if called is None or called.text().lstrip("\\") not in {"getenv", "env"}:
            continue
        arguments = [_inside(one) for one in _named(given)]
        name = variable_name(arguments[0]) if arguments else None
        if name is None:
            continue
        if called.text() == "env" and len(arguments) > 1:
            nothing = arguments[1].text() == "null"
            yield Found(name, line(node), Need.OPTIONAL if nothing else Need.DEFAULT, firm=True)
        else:
            yield Found(name, line(node), *_need(node, code))


def find_go(root: SgNode, code: str) -> Iterator[Found]:
    """Yield every variable that a Go file reads."""
    for node in root.find_all(kind="call_expression"):
        called, given = node.field("function"), node.field("arguments")
        if called is None or called.text() not in {"os.Getenv", "os.LookupEnv"}:
            continue
        arguments = _named(given)
        name = variable_name(arguments[0]) if arguments else None
        if name is None:
            continue
        if called.text() == "os.LookupEnv":
            yield Found(name, line(node), Need.OPTIONAL)
        else:
            yield Found(name, line(node), *_go_need(node, code))
    for node in root.find_all(kind="field_declaration"):
        text = node.text()
        tag = _TAG.search(text)
        if tag is None:
            continue
        default = re.search(r"\b(?:envDefault|default):", text) is not None
        asked = "required" in (tag.group(2) or "") or 'required:"true"' in text
        need = Need.DEFAULT if default else Need.REQUIRED if asked else Need.OPTIONAL
        yield Found(tag.group(1), line(node), need, firm=True, schema=True)


def _need(node: SgNode, code: str) -> tuple[Need, bool]:
    """Climb from a read in Ruby or PHP to what is done with it."""
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
    if kind in {"binary", "binary_expression"}:
        return _binary(here, parent)
    if kind in {"assignment", "assignment_expression"}:
        target = parent.field("left")
        told = need_of_name(target.text().lstrip("$"), code) if target is not None else None
        return (told or Need.REQUIRED), told is not None
    if kind == "call":
        asked = _ASKS.search(parent.text()) is not None
        return (Need.OPTIONAL, True) if asked else (Need.REQUIRED, False)
    branch = parent.text() if kind in _BRANCHES else _statement(parent)
    return (Need.REQUIRED if stops(branch) else Need.OPTIONAL), True


def _binary(here: SgNode, parent: SgNode) -> tuple[Need, bool] | None:
    operator, left = parent.field("operator"), parent.field("left")
    sign = operator.text() if operator is not None else ""
    if left is None or left.range() != here.range():
        return None
    if sign in {"||", "or", "??", "?:"}:
        fails = stops(parent.text()[len(here.text()) :])
        return (Need.REQUIRED if fails else Need.DEFAULT), True
    return (Need.OPTIONAL, True) if sign in {"&&", "and", "==", "!=", "===", "!=="} else None


def _go_need(node: SgNode, code: str) -> tuple[Need, bool]:
    for above in node.ancestors()[:4]:
        kind = above.kind()
        if kind in {"if_statement", "binary_expression"}:
            return (Need.REQUIRED if stops(_statement(above)) else Need.OPTIONAL), True
        if kind in {"short_var_declaration", "assignment_statement", "var_spec"}:
            name = re.match(r"[\w.]+", above.text())
            told = need_of_name(name.group(), code) if name else None
            return (told or Need.REQUIRED), told is not None
        if kind == "argument_list":
            # `cmp.Or(os.Getenv("X"), "default")`, `getOr(…)`.
            call = above.parent()
            several = call is not None and re.search(r"[Oo]r\w*\(|[Dd]efault", call.text()[:40])
            return (Need.DEFAULT, True) if several else (Need.REQUIRED, False)
    return Need.REQUIRED, False


def _statement(node: SgNode) -> str:
    for above in (node, *node.ancestors()[:4]):
        if above.kind() in {"if_statement", "if", "unless", "if_modifier", "unless_modifier"}:
            return above.text()
    return ""


def _named(node: SgNode | None) -> list[SgNode]:
    return [] if node is None else [one for one in node.children() if one.is_named()]


def _inside(node: SgNode) -> SgNode:
    if node.kind() != "argument":
        return node
    return next((one for one in node.children() if one.is_named()), node)


def _is_target(node: SgNode) -> bool:
    parent = node.parent()
    if parent is None or parent.kind() not in {"assignment", "assignment_expression"}:
        return False
    left = parent.field("left")
    return left is not None and left.range() == node.range()
