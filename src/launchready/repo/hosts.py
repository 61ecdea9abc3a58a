"""Host names of the product's own domain that code and settings call."""

from __future__ import annotations

import re

from launchready.derive.env.aside import is_aside
from launchready.derive.mask import mask_line
from launchready.derive.pattern import lazy
from launchready.facts.stack import Trace
from launchready.repo.tree import Tree

MOST_HOSTS = 200
_FILES = (
    *("*.py", "*.rb", "*.php", "*.go", "*.js", "*.ts", "*.tsx", "*.jsx", "*.mjs", "*.cjs", "*.vue"),
    *("*.svelte", "*.astro", "*.html", "*.java", "*.kt", "*.ex", "*.rs", "*.cs", "*.json"),
    *("*.toml", "*.yml", "*.yaml", "*.conf", "Caddyfile", ".env.example", ".env.production"),
)
_NOT_READ = lazy(
    r"(?:^|/)(?:package-lock\.json|launchready(?:\.\w+)?\.toml|\S*\.lock|\.github/.*|\S*\.min\.js)$"
)


def read_hosts(tree: Tree, domain: str) -> tuple[tuple[str, Trace], ...]:
    """Return each host name at or below a domain once, with the first place it stands in."""
    named = re.compile(
        rf"(?:(?:https?|wss?)://|[\"'`=\s]|^)((?:[a-z0-9_-]{{1,63}}\.){{0,6}}{re.escape(domain)})"
        r"(?![\w.-]*[\w@]|@)",
        re.IGNORECASE | re.MULTILINE,
    )
    found: dict[str, Trace] = {}
    for path in tree.named(*_FILES):
        if is_aside(path) or _NOT_READ.search(path):
            continue
        text = tree.text(path) or ""
        # Most files do not name the product at all.
        for match in named.finditer(text) if domain in text.lower() else ():
            host = match.group(1).lower()
            if host not in found and len(found) < MOST_HOSTS:
                line = text.count("\n", 0, match.start(1)) + 1
                found[host] = Trace(path, line, mask_line(text.splitlines()[line - 1]))
    return tuple(found.items())
