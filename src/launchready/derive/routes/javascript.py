"""Routes in JavaScript: calls of Express, Fastify, Hono and Koa, and routes that are files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from launchready.derive.mask import mask_line
from launchready.derive.pattern import lazy
from launchready.facts.matched import CodeRoute
from launchready.facts.stack import Trace

_COMMENT = lazy(r"/\*.*?\*/|(?<![:\"'`\w])//[^\n]*", re.DOTALL)
_CALL = lazy(
    r"\b(\w{1,60})\s{0,9}\.\s{0,99}(get|post|put|patch|delete|del|all|head)\s{0,9}\(\s{0,99}"
    r"(['\"`])(/[^'\"`\n]{0,200}|\*)\3"
)
_OWNER = lazy(r"^(?:\w*(?:app|router|routes?|fastify|server|hono|express)|api)$", re.IGNORECASE)
_MADE = lazy(
    r"\b(?:const|let|var)\s+(\w+)(?:\s*:[^=\n]{1,80})?\s*=\s*(?:new\s+)?(?:express\.)?"
    r"(?:Router|express|[fF]astify|Hono|Koa|Elysia|OpenAPIHono|restana|polka)(?:<[^>\n]{0,80}>)?\("
)
"""Variables that hold a router, whatever they are called."""
_CHAIN = lazy(r"\.route\(\s*(['\"`])(/[^'\"`\n]{0,200})\1\s*\)((?:\s*\.\w+\([^;]{0,400}?\))+)")
_OBJECT = lazy(
    r"\.route\(\s*\{[^}]{0,300}?method:\s*['\"](\w+)['\"][^}]{0,300}?(?:url|path):\s*['\"]"
    r"(/[^'\"\n]{0,200})['\"]"
)
_USE = lazy(r"\.(?:use|route|register)\(\s*(['\"`])(/[^'\"`\n]{0,200})\1\s*,\s*([^;\n]{1,300})")
_REGISTER = lazy(r"\.register\(\s*(\w+)\s*,\s*\{[^}]{0,200}?prefix:\s*['\"](/[^'\"\n]{0,200})")
_IMPORT = lazy(
    r"import\s+([^;'\"]{1,300}?)\s*from\s*['\"](\.[^'\"\n]{1,200})['\"]"
    r"|(?:const|let|var)\s+([\w{}, :]{1,200}?)\s*=\s*require\(\s*['\"](\.[^'\"\n]{1,200})['\"]\s*\)"
)
_RENAMED = lazy(r"\w+\s*(?:\bas\b|:)\s*(\w+)|(\w+)")
_INLINE = lazy(r"require\(\s*['\"](\.[^'\"\n]{1,200})['\"]\s*\)")
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")
_EXPORTED = lazy(
    r"export\s+(?:async\s+)?(?:function|const|let)\s+(GET|POST|PUT|PATCH|DELETE|HEAD)\b"
    r"|export\s*\{[^}]{0,300}?\b(GET|POST|PUT|PATCH|DELETE)\b"
)
_CODE = (".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts")


def calls(path: str, text: str) -> Iterator[CodeRoute]:
    """Yield the routes that calls in a file define, without what they are mounted below."""
    text = _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text)
    made = set(_MADE.findall(text))
    for found in _CALL.finditer(text):
        if not (found.group(1) in made or _OWNER.match(found.group(1))):
            continue
        method = {"all": "ANY", "del": "DELETE"}.get(found.group(2).lower(), found.group(2).upper())
        yield _route(method, found.group(4), path, text, found.start())
    for found in _CHAIN.finditer(text):
        for method in re.findall(r"\.(get|post|put|patch|delete|all)\(", found.group(3)):
            name = "ANY" if method == "all" else method.upper()
            yield _route(name, found.group(2), path, text, found.start())
    for found in _OBJECT.finditer(text):
        yield _route(found.group(1).upper(), found.group(2), path, text, found.start())


def mounts(path: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield module paths (without ending) and the prefix that their routes are mounted below."""
    text = _COMMENT.sub("", text)
    folder = posixpath.dirname(path)
    modules: dict[str, str] = {}
    for found in _IMPORT.finditer(text):
        clause, place = found.group(1) or found.group(3), found.group(2) or found.group(4)
        # `import a, { b as c } from "./x"` brings a and c, `const { b: c } = require("./x")` c.
        for renamed, plain in _RENAMED.findall(clause.replace("* as ", "")):
            modules[renamed or plain] = place
    for found in _USE.finditer(text):
        inline = _INLINE.search(found.group(3))
        names = re.findall(r"\b[A-Za-z_]\w*\b", found.group(3))
        places = [inline.group(1)] if inline else [modules[one] for one in names if one in modules]
        for place in places[-1:]:
            yield _module(folder, place), found.group(2)
    for found in _REGISTER.finditer(text):
        if found.group(1) in modules:
            yield _module(folder, modules[found.group(1)]), found.group(2)


def _module(folder: str, place: str) -> str:
    joined = posixpath.normpath(posixpath.join(folder, place))
    for ending in _CODE:
        joined = joined.removesuffix(ending)
    return joined.removesuffix("/index")


def module_of(path: str) -> str:
    """Return a file's path as imports spell it."""
    for ending in _CODE:
        path = path.removesuffix(ending)
    return path.removesuffix("/index")


def prefixed(route: CodeRoute, prefixes: Mapping[str, str]) -> CodeRoute:
    """Put what a route's file is mounted below before its path."""
    prefix = prefixes.get(module_of(route.trace.path), "").rstrip("/")
    if not prefix:
        return route
    path = prefix + (route.path if route.path != "/" else "")
    return CodeRoute(route.method, path, route.trace, route.framework)


def by_file(path: str, text: str) -> Iterator[CodeRoute]:
    """Yield the routes that a file serves because of where it stands: Next, SvelteKit, Nuxt."""
    for pattern, framework in _PLACES:
        found = pattern.search(path)
        if found is None:
            continue
        place = _segments(found.group(1) or "")
        if framework in {"Next.js app", "SvelteKit"}:
            methods = [one or other for one, other in _EXPORTED.findall(text)] or ["GET"]
        else:
            methods = [(found.groupdict().get("method") or "ANY").upper()]
        for method in dict.fromkeys(methods):
            where = re.search(rf"\b{method}\b", text)
            line = text.count("\n", 0, where.start()) + 1 if where else 1
            yield CodeRoute(method, place, Trace(path, line), framework.partition(" ")[0])
        return


_PLACES = (
    (re.compile(r"(?:^|/)(?:src/)?app/(.*?)/?route\.[cm]?[jt]s$"), "Next.js app"),
    (re.compile(r"(?:^|/)(?:src/)?app/(.*?)/?page\.[jt]sx?$"), "Next.js page"),
    (re.compile(r"(?:^|/)(?:src/)?pages/(api/.*?)\.[jt]s$"), "Next.js api"),
    (re.compile(r"(?:^|/)(?:src/)?routes/(.*?)/?\+server\.[jt]s$"), "SvelteKit"),
    (re.compile(r"(?:^|/)(?:src/)?routes/(.*?)/?\+page\.svelte$"), "SvelteKit page"),
    (
        re.compile(r"(?:^|/)server/(api/.*?)(?:\.(?P<method>get|post|put|patch|delete))?\.[jt]s$"),
        "Nuxt",
    ),
    (re.compile(r"(?:^|/)(?:src/)?pages/(admin.*?|dashboard.*?)\.(?:[jt]sx?|vue|astro)$"), "pages"),
)


def _segments(place: str) -> str:
    """Turn folders into a path: groups `(x)` and slots `@x` vanish, `[id]` is a parameter."""
    kept = [
        re.sub(r"\[+(?:\.{3})?(\w+)\]+", r":\1", part)
        for part in place.split("/")
        if part and part != "index" and not re.match(r"^\(.*\)$|^@", part)
    ]
    return "/" + "/".join(kept)


def _route(method: str, address: str, path: str, text: str, at: int) -> CodeRoute:
    line = text.count("\n", 0, at) + 1
    shown = text.splitlines()[line - 1] if text else ""
    return CodeRoute(method, address, Trace(path, line, mask_line(shown)), "")
