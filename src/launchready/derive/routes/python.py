"""Routes in Python: FastAPI, Starlette, Flask and Django, read from the syntax tree."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

from launchready.derive.mask import mask_line
from launchready.facts.matched import CodeRoute
from launchready.facts.stack import Trace

_VERBS = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})
_ROUTES = frozenset({"route", "api_route", "websocket"})
_DJANGO = frozenset({"path", "re_path", "url"})


def routes(path: str, text: str) -> tuple[tuple[CodeRoute, ...], tuple[tuple[str, str], ...]]:
    """Return the routes of a file, and the modules it mounts with their prefixes."""
    tree = _parsed(text)
    if tree is None:
        return (), ()
    lines = text.splitlines()
    prefixes = dict(_prefixes(tree))
    found: list[CodeRoute] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for decorator in node.decorator_list:
                found += _decorated(decorator, prefixes, path, lines)
    mounted: list[tuple[str, str]] = []
    django = path.endswith("urls.py")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and django:
            _django(node, path, lines, found, mounted)
        if isinstance(node, ast.Call) and _called(node) in {"include_router", "register_blueprint"}:
            prefix = _keyword(node, "prefix") or _keyword(node, "url_prefix")
            name = _module(node.args[0]) if node.args else ""
            if prefix and name:
                mounted.append((name, prefix))
    return tuple(found), tuple(mounted)


def _parsed(text: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _prefixes(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield routers and blueprints with the prefix that they are made with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            prefix = _keyword(node.value, "prefix") or _keyword(node.value, "url_prefix")
            for target in node.targets:
                if isinstance(target, ast.Name) and prefix:
                    yield target.id, prefix


def _decorated(
    node: ast.expr, prefixes: dict[str, str], path: str, lines: list[str]
) -> Iterator[CodeRoute]:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return
    verb = node.func.attr
    owner = node.func.value.id if isinstance(node.func.value, ast.Name) else ""
    address = _text(node.args[0]) if node.args else _keyword(node, "path") or _keyword(node, "rule")
    # FastAPI lets a router serve its own prefix: `@router.get("")`.
    own = address == "" and owner in prefixes
    if address is None or not (own or address.startswith("/")):
        return
    place = prefixes.get(owner, "").rstrip("/") + address or "/"
    if verb in _VERBS:
        yield _route(verb.upper(), place, path, node.lineno, lines)
    elif verb in _ROUTES:
        methods = next((one.value for one in node.keywords if one.arg == "methods"), None)
        names = [_text(one) for one in getattr(methods, "elts", ())] or ["GET"]
        for name in names:
            yield _route((name or "ANY").upper(), place, path, node.lineno, lines)


def _django(
    node: ast.Call,
    path: str,
    lines: list[str],
    found: list[CodeRoute],
    mounted: list[tuple[str, str]],
) -> None:
    name = _called(node)
    address = _text(node.args[0]) if name in _DJANGO and len(node.args) > 1 else None
    if address is None:
        return
    target = node.args[1]
    address = "/" + address.lstrip("^/").removesuffix("$")
    if isinstance(target, ast.Call) and _called(target) == "include":
        module = _text(target.args[0]) if target.args else None
        if module:
            mounted.append((module, address))
        return
    # `admin.site.urls` is the administration that Django brings.
    found.append(_route("ANY", address, path, node.lineno, lines))


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _keyword(node: ast.Call, name: str) -> str | None:
    return next((_text(one.value) for one in node.keywords if one.arg == name), None)


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _module(node: ast.expr) -> str:
    """`users.router` and `users_router` both name their module as well as they can."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.value.id
    return node.id if isinstance(node, ast.Name) else ""


def _route(method: str, address: str, path: str, line: int, lines: list[str]) -> CodeRoute:
    shown = mask_line(lines[line - 1]) if line <= len(lines) else ""
    return CodeRoute(method, address, Trace(path, line, shown), "")
