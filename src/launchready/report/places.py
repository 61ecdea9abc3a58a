"""Tell whether a finding's subject is a place in a file."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.derive.pattern import lazy

_AT_LINE = lazy(r"^([^:\n]{1,400}):(\d{1,7})(?::\d+)?(?:\s.*)?$")
_FILE = lazy(r"^(?!/|[\w.+-]+://)[\w@()\[\] .,+~$-]+(?:/[\w@()\[\] .,+~$-]+)*$")
_NAMES = frozenset(
    {"Makefile", "Dockerfile", "Containerfile", "Procfile", "Jenkinsfile", "Gemfile", "Pipfile"}
)
_ENDINGS = frozenset(
    {
        *("py", "js", "ts", "tsx", "jsx", "mjs", "cjs", "rb", "php", "go", "java", "kt", "rs"),
        *("cs", "sql", "md", "mdx", "txt", "json", "jsonc", "yml", "yaml", "toml", "lock", "ini"),
        *("cfg", "conf", "env", "sh", "html", "css", "svg", "xml", "gradle", "ex", "exs", "vue"),
        *("svelte", "prisma", "tf"),
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """A file below the root of the repository, and a line in it."""

    path: str
    line: int = 1


def place_of(subject: str) -> Place | None:
    """Return the place that a subject names, or None for a host, a URL or a record.

    A bare name needs an ending that files have: `app.py:443` is a place, `shop.example:443` none.
    """
    found = _AT_LINE.match(subject)
    path, line = (found.group(1), int(found.group(2))) if found else (subject, 1)
    if not _FILE.match(path) or ".." in path.split("/"):
        return None
    name = path.rpartition("/")[2]
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    in_folder = "/" in path and (found is not None or bool(ending))
    if in_folder or name in _NAMES or name.startswith(".") or ending in _ENDINGS:
        return Place(path, max(1, line))
    return None
