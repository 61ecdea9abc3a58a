"""Python: `os.environ`, `os.getenv`, django-environ, environs, decouple, pydantic settings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ast_grep_py import Config, SgNode

from launchready.derive.pattern import lazy
from launchready.facts.env import Need
from launchready.repo.env.code.found import (
    Found,
    line,
    need_of_name,
    stops,
    variable_name,
)

_PLACE = lazy(r"(?:[\w.]+\.)?environ")
_GET = lazy(r"(?:(?:[\w.]+\.)?environ\.(?:get|pop|setdefault)|(?:[\w]+\.)?getenv)")
_LIBRARY = lazy(
    r"^\s*(?:import|from)\s+(environs?|decouple|starlette\.config|environ|prettyconf)\b",
    re.MULTILINE,
)
_LIBRARY_CALL = lazy(
    r"(?:env|ENV|_env|config)(?:\.(?:str|bool|int|float|list|dict|tuple|json|url|db|db_url|cache"
    r"|cache_url|email|email_url|search_url|path|bytes|get_value|decimal|date|datetime|timedelta"
    r"|uuid|log_level|dj_\w+))?"
)
_SETTINGS = lazy(r"\bBaseSettings\b")
_PREFIX = lazy(r"env_prefix\s*=\s*[\"'](\w{0,60})[\"']")
_ALIAS = lazy(r"(?:validation_alias|alias|env)\s*=\s*(?:AliasChoices\(\s*)?[\"'](\w{1,100})[\"']")
_FIELD = lazy(r"^([a-zA-Z_]\w{0,100})\s*:\s*([^=]{1,300}?)(?:\s*=\s*(.{1,2000}))?$", re.DOTALL)
_NONE = lazy(r"\bOptional\[|\bNone\b")
_THROUGH = frozenset({"parenthesized_expression", "await"})
# Chosen by the parser itself: walking to every node from here costs ten times as much.
_SUBSCRIPTS: Config = {"rule": {"kind": "subscript", "regex": r"^[\w.]*environ\b"}}
_CALLS: Config = {
    "rule": {"kind": "call", "regex": r"^[\w.]*(?:environ\.|getenv|\b(?:env|ENV|_env|config)\b)"}
}
_COMPARISONS: Config = {"rule": {"kind": "comparison_operator", "regex": r"in\s+os\.environ"}}


def find(root: SgNode, code: str) -> Iterator[Found]:
    """Yield every variable that a file reads."""
    library = bool(_LIBRARY.search(code))
    for node in root.find_all(_SUBSCRIPTS):
        place, key = node.field("value"), node.field("subscript")
        name = variable_name(key)
        if name and place is not None and _PLACE.fullmatch(place.text()) and not _is_written(node):
            # `os.environ[…]` raises KeyError by itself.
            yield Found(name, line(node), firm=True)
    for node in root.find_all(_CALLS):
        yield from _call(node, code, library=library)
    for node in root.find_all(_COMPARISONS):
        found = re.match(r"[\"'](\w+)[\"']\s+(?:not\s+)?in\s+os\.environ", node.text())
        if found:
            yield Found(found.group(1), line(node), Need.OPTIONAL, firm=True)
    if _SETTINGS.search(code):
        yield from _settings(root)


def _call(node: SgNode, code: str, *, library: bool) -> Iterator[Found]:
    called, given = node.field("function"), node.field("arguments")
    if called is None or given is None:
        return
    function = called.text()
    arguments = [one for one in given.children() if one.is_named() and one.kind() != "comment"]
    name = variable_name(arguments[0]) if arguments else None
    if name is None:
        return
    if _GET.fullmatch(function):
        if function.endswith("setdefault"):
            return
        if len(arguments) > 1:
            nothing = arguments[1].text() in {"None", "default=None"}
            yield Found(name, line(node), Need.OPTIONAL if nothing else Need.DEFAULT, firm=True)
        else:
            need, firm = _need(node, code)
            yield Found(name, line(node), need, firm)
    elif library and _LIBRARY_CALL.fullmatch(function) and name.upper() == name:
        default = [one for one in arguments[1:] if re.match(r"default\s*=", one.text())]
        plain = len(arguments) > 1 and arguments[1].kind() != "keyword_argument"
        need = Need.DEFAULT if default or plain else Need.REQUIRED
        yield Found(name, line(node), need, firm=True)


def _need(node: SgNode, code: str) -> tuple[Need, bool]:
    """Climb from a read without a default to what is done with it."""
    here, parent = node, node.parent()
    for _ in range(12):
        if parent is None:
            break
        kind = parent.kind()
        if kind in _THROUGH:
            pass
        elif kind == "boolean_operator":
            operator = parent.field("operator")
            left = parent.field("left")
            if left is not None and left.range() == here.range():
                is_or = operator is not None and operator.text() == "or"
                return (Need.DEFAULT if is_or else Need.OPTIONAL), True
        elif (
            kind
            in {"not_operator", "comparison_operator", "if_statement", "conditional_expression"}
            or kind == "named_expression"
        ):
            return _condition(parent)
        elif kind == "assignment":
            target = parent.field("left")
            told = need_of_name(target.text(), code) if target is not None else None
            return (told or Need.REQUIRED), told is not None
        elif kind == "argument_list" and (above := parent.parent()) is not None:
            # `bool(os.getenv(…))`, `str2bool(os.getenv(…))`: nothing set is an answer too.
            return (Need.OPTIONAL, True) if "bool" in above.text()[:30] else (Need.REQUIRED, False)
        else:
            break
        here, parent = parent, parent.parent()
    return Need.REQUIRED, False


def _condition(node: SgNode) -> tuple[Need, bool]:
    for above in (node, *node.ancestors()[:5]):
        if above.kind() == "if_statement":
            branch = above.field("consequence")
            ends = branch is not None and stops(branch.text())
            return (Need.REQUIRED if ends else Need.OPTIONAL), True
    return Need.OPTIONAL, True


def _is_written(node: SgNode) -> bool:
    parent = node.parent()
    if parent is None:
        return False
    if parent.kind() in {"assignment", "augmented_assignment"}:
        left = parent.field("left")
        return left is not None and left.range() == node.range()
    return parent.kind() == "delete_statement"


def _settings(root: SgNode) -> Iterator[Found]:
    """Fields of pydantic's settings classes: required unless they have a default."""
    for node in root.find_all(kind="class_definition"):
        bases, body = node.field("superclasses"), node.field("body")
        if bases is None or body is None or "BaseSettings" not in bases.text():
            continue
        stated = _PREFIX.search(body.text())
        prefix = stated.group(1) if stated else ""
        for part in body.children():
            field = _FIELD.match(part.text()) if part.kind() == "expression_statement" else None
            if field is None or field.group(1) == "model_config" or "ClassVar" in field.group(2):
                continue
            value = (field.group(3) or "").strip()
            alias = _ALIAS.search(value)
            name = alias.group(1) if alias else f"{prefix}{field.group(1)}"
            yield Found(name.upper(), line(part), _field_need(value), firm=True, schema=True)


def _field_need(value: str) -> Need:
    if not value:
        return Need.REQUIRED
    if value.startswith("Field("):
        inside = value[len("Field(") :].strip()
        given = re.match(r"(?:default\s*=|default_factory\s*=)\s*(?!\.\.\.)", inside)
        bare = re.match(r"[^\s.)=]+\s*(?:,|\)$)", inside)
        first_default = bool(bare) and not re.match(r"\w+\s*=", inside)
        later = re.search(r",\s*default(?:_factory)?\s*=\s*(?!\.\.\.)", inside)
        return Need.DEFAULT if given or later or first_default else Need.REQUIRED
    return Need.OPTIONAL if value == "None" else Need.DEFAULT
