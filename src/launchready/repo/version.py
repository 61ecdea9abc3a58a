"""Where the code tells which build is running."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from launchready.derive.env.aside import is_aside
from launchready.derive.mask import mask_line
from launchready.derive.pattern import lazy
from launchready.facts.matched import CodeRoute
from launchready.facts.stack import Trace
from launchready.repo.tree import Tree

MOST_MARKS = 10
_FILES = (
    *("*.py", "*.rb", "*.php", "*.go", "*.js", "*.ts", "*.tsx", "*.jsx", "*.mjs", "*.vue"),
    *("*.svelte", "*.astro", "*.html", "*.erb", "*.java", "*.kt", "*.ex", "*.rs", "*.cs"),
    *("Dockerfile", "*.conf", "Caddyfile", "next.config.*", "vite.config.*"),
)
_MARK = lazy(
    r"\b(?:VERCEL_GIT_COMMIT_SHA|(?:NEXT_PUBLIC_|VITE_)?(?:GIT|COMMIT|BUILD|RELEASE)_(?:SHA|HASH"
    r"|COMMIT|ID|REVISION|VERSION)|GIT_COMMIT(?:_SHA)?|SOURCE_(?:COMMIT|VERSION)|RENDER_GIT_COMMIT"
    r"|RAILWAY_GIT_COMMIT_SHA|HEROKU_(?:SLUG_COMMIT|BUILD_COMMIT|RELEASE_VERSION)|KAMAL_VERSION"
    r"|FLY_IMAGE_REF|CI_COMMIT_(?:SHORT_)?SHA|COMMIT_REF|CF_PAGES_COMMIT_SHA|K_REVISION"
    r"|org\.opencontainers\.image\.revision)\b"
    r"|['\"]x-(?:release|version|build|commit|revision|git-sha|app-version)['\"]"
    r"|<meta\s+name=['\"](?:release|version|build|commit|revision|git-sha)['\"]"
    r"|\bgit rev-parse\b",
    re.IGNORECASE,
)
_PATH = lazy(
    r"^(?:/api)?(?:/v\d+)?/(?:_?version(?:\.json|\.txt)?|build(?:-?info)?(?:\.json)?|release"
    r"|revision|info|__version__|about/version|actuator/info)/?$",
    re.IGNORECASE,
)


def read_marks(tree: Tree, routes: Iterable[CodeRoute]) -> tuple[Trace, ...]:
    """Return routes that name the version and lines that tell the build, at most ten."""
    named = [route.trace for route in routes if is_version(route)]
    found: list[Trace] = [*named]
    for trace in _lines(tree):
        if len(found) >= MOST_MARKS:
            break
        found.append(trace)
    return tuple(dict.fromkeys(found))


def is_version(route: CodeRoute) -> bool:
    """Whether a route tells the version or build, by its path."""
    return bool(_PATH.match(route.path))


def _lines(tree: Tree) -> Iterator[Trace]:
    yield from (Trace(path) for path in tree.named("version.json", "public/version.*"))
    for path in tree.named(*_FILES):
        text = "" if is_aside(path) else tree.text(path) or ""
        found = _MARK.search(text)
        if found:
            line = text.count("\n", 0, found.start()) + 1
            yield Trace(path, line, mask_line(text.splitlines()[line - 1]))
