"""The routes of the whole repository: every file on its own, then what is mounted where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from launchready.derive.env.aside import is_aside
from launchready.derive.pattern import lazy
from launchready.derive.routes import javascript, other, python
from launchready.facts.matched import CodeRoute
from launchready.repo.tree import Tree

MOST_ROUTES = 2_000
JAVASCRIPT = ("*.js", "*.ts", "*.mjs", "*.cjs", "*.mts", "*.jsx", "*.tsx", "*.svelte", "*.vue")
_HINTS = lazy(r"\.(?:get|post|put|delete|patch|all|route|use|register)\(")


def read_routes(tree: Tree) -> tuple[CodeRoute, ...]:
    """Read the routes that production serves, at most 2,000."""
    found = dict.fromkeys((*_javascript(tree), *_python(tree), *_others(tree)))
    return tuple(found)[:MOST_ROUTES]


def _javascript(tree: Tree) -> Iterator[CodeRoute]:
    served: list[CodeRoute] = []
    prefixes: dict[str, str] = {}
    for path in tree.named(*JAVASCRIPT):
        if is_aside(path) or path.endswith((".d.ts", ".min.js")):
            continue
        text = tree.text(path) or ""
        yield from javascript.by_file(path, text)
        if _HINTS.search(text):
            served += javascript.calls(path, text)
            for module, prefix in javascript.mounts(path, text):
                prefixes.setdefault(module, prefix)
    # A router may be mounted below another: the outer prefix belongs to its file.
    for route in served:
        yield javascript.prefixed(route, prefixes)


def _python(tree: Tree) -> Iterator[CodeRoute]:
    served: list[CodeRoute] = []
    prefixes: dict[str, str] = {}
    for path in tree.named("*.py"):
        text = "" if is_aside(path) else tree.text(path) or ""
        if not any(hint in text for hint in ("@", "urlpatterns", "include_router", "blueprint")):
            continue
        routes, mounted = python.routes(path, text)
        served += routes
        prefixes |= dict(mounted)
    for route in served:
        module = route.trace.path.removesuffix(".py").replace("/", ".")
        name = module.rpartition(".")[2]
        fits = (one for one in prefixes if module == one or module.endswith(f".{one}"))
        known = next(fits, name if name in prefixes else f"{name}_router")
        before = prefixes.get(known, "").rstrip("/")
        yield replace(route, path=before + route.path) if before else route


def _others(tree: Tree) -> Iterator[CodeRoute]:
    for path in tree.named("config/routes.rb", "config/routes/*.rb"):
        yield from other.rails(path, tree.text(path) or "")
    for path in tree.named("routes/*.php"):
        yield from other.laravel(path, tree.text(path) or "")
