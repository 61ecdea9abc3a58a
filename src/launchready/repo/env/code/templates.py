"""Files that are not code of one language: Vue, Svelte, Astro, ERB, Prisma schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from launchready.derive.pattern import lazy
from launchready.facts.env import Need
from launchready.repo.env.code.found import Found

_SCRIPT = lazy(r"<script\b[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_FRONT = lazy(r"\A---\r?\n(.*?)\r?\n---", re.DOTALL)
_META = lazy(r"import\.meta\.env\.([A-Z_]\w{0,200})")
_RUBY = lazy(r"<%[^%]{0,400}?\bENV(?:\.fetch\(|\[)\s*[\"'](\w{1,200})[\"']([^%]{0,400}?)%>")
_PRISMA = lazy(r"\benv\(\s*\"(\w{1,200})\"\s*\)")


def scripts_of(text: str) -> str:
    """Keep the scripts of a component at their lines, and blank the rest."""
    kept = [found.span(1) for found in (*_FRONT.finditer(text), *_SCRIPT.finditer(text))]
    parts: list[str] = []
    at = 0
    for start, end in sorted(kept):
        if start < at:
            continue
        parts += ("\n" * text.count("\n", at, start), text[start:end])
        at = end
    return "".join(parts)


def find_in_markup(text: str) -> Iterator[Found]:
    """Yield the variables that a component's markup reads."""
    markup = text
    for script in (_FRONT, _SCRIPT):
        markup = script.sub(lambda one: "\n" * one.group().count("\n"), markup)
    for found in _META.finditer(markup):
        yield Found(found.group(1), markup.count("\n", 0, found.start()) + 1, Need.OPTIONAL)


def find_in_erb(text: str) -> Iterator[Found]:
    """Yield the variables of `<%= ENV["X"] %>`, as in `config/database.yml`."""
    for found in _RUBY.finditer(text):
        rest = found.group(2)
        default = "||" in rest or "," in rest or "{" in rest
        need = Need.DEFAULT if default else Need.OPTIONAL
        yield Found(found.group(1), text.count("\n", 0, found.start()) + 1, need, firm=True)


def find_in_prisma(text: str) -> Iterator[Found]:
    """Yield the variables of a Prisma schema; the client does not start without them."""
    for found in _PRISMA.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        comment = text[text.rfind("\n", 0, found.start()) + 1 : found.start()].lstrip()
        if comment.startswith("//"):
            continue
        shadow = comment.startswith(("shadowDatabaseUrl", "directUrl"))
        yield Found(found.group(1), line, Need.OPTIONAL if shadow else Need.REQUIRED, firm=True)
