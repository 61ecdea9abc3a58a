"""Recognise stack traces and debug pages of common frameworks in a page's text."""

from __future__ import annotations

import re
from html import unescape

from launchready.derive.mask import mask_line
from launchready.derive.pattern import lazy
from launchready.facts.errors import Trace

_SIZE = 400_000
_MOST = 3

_MARKS: dict[str, tuple[str, ...]] = {
    "a Django debug page": (
        r"You're seeing this error because you have <code>DEBUG = True",
        r"Using the URLconf defined in [^\n]{1,200}",
    ),
    "a Laravel debug page": (
        r"Whoops, looks like something went wrong",
        r"Ignition\\?\\Exceptions",
        r"/vendor/laravel/framework/[^\s\"'<]{1,160}",
    ),
    "a Whoops debug page": (r"Whoops\\Exception\\[^\n]{1,160}",),
    "a Symfony debug page": (r"Symfony\\Component\\[^\n]{0,120}Exception[^\n]{0,80}",),
    "a Rails debug page": (
        r"<title>Action Controller: Exception caught",
        r"Rails\.root: [^\n<]{1,160}",
        r"ActionController::RoutingError[^\n]{0,120}",
    ),
    "a Next.js development page": (
        r"data-nextjs-dialog[^\n]{0,80}",
        r"__nextjs_original-stack-frame[^\n]{0,80}",
    ),
    "a Vite development page": (r"<vite-error-overlay", r"/@vite/client"),
    "a Werkzeug debugger": (r"Werkzeug Debugger[^\n]{0,120}", r"__debugger__=yes[^\n]{0,120}"),
    "a Python traceback": (
        r"Traceback \(most recent call last\)",
        r"File \"[^\"\n]{1,200}\.py\", line \d{1,6}(?:, in [^\n<]{1,80})?",
    ),
    "a Node.js stack trace": (
        (
            r"\bat [^\n<]{0,120}?\(?(?:file://|node:internal|/)[^\s()<]{1,160}"
            r"\.[cm]?[jt]sx?:\d{1,6}:\d{1,6}"
        ),
    ),
    "a Java stack trace": (
        (
            r"\bat [\w$]{1,60}(?:\.[\w$<>]{1,60}){1,12}"
            r"\([\w$]{1,60}\.(?:java|kt|scala):\d{1,6}\)"
        ),
    ),
    "a Spring error page with a trace": (
        r"\"trace\"\s{0,9}:\s{0,9}\"[\w.$]{3,120}(?:Exception|Error)[^\n]{0,80}",
    ),
    "a .NET stack trace": (r"\bat [\w.`<>]{1,160}\([^)\n]{0,160}\) in [^\n<]{1,160}:line \d{1,6}",),
    "an ASP.NET error page": (r"Server Error in '[^'\n]{1,60}' Application",),
    "a PHP error": (
        (
            r"(?:Fatal error|Parse error|Warning|Notice)(?:</b>)?:\s[^\n]{1,200} on line"
            r" (?:<b>)?\d{1,6}"
        ),
    ),
    "a PHP stack trace": (r"#\d{1,2} [^\s<\n]{1,160}\.php\(\d{1,6}\)",),
    "a Ruby stack trace": (r"(?<![\w./-])[\w./-]{1,160}\.rb:\d{1,6}:in [`'][^'\n]{1,80}'",),
    "a Go stack trace": (r"goroutine \d{1,9} \[running\]",),
    "a Rust panic": (r"panicked at [^\n]{1,160}\.rs:\d{1,6}:\d{1,6}",),
    "a database error": (
        r"SQLSTATE\[\w{2,5}\][^\n<]{0,160}",
        r"\bPG::\w{1,40}Error[^\n<]{0,160}",
        r"\bORA-\d{5}:[^\n<]{0,160}",
        r"You have an error in your SQL syntax[^\n<]{0,160}",
    ),
}
_COMPILED = {
    kind: tuple(re.compile(pattern) for pattern in patterns) for kind, patterns in _MARKS.items()
}
_TAGS = lazy(r"<[^<>]{0,200}>")


def traces(text: str) -> tuple[Trace, ...]:
    """Return at most three marks, each kind once, in the order of the list above."""
    text = text[:_SIZE]
    # Traces are shown as text: `&quot;` around a file name is a quote to whoever reads it.
    plain = unescape(text) if "&" in text else text
    found: list[Trace] = []
    for kind, patterns in _COMPILED.items():
        mark = next((mark for one in patterns if (mark := one.search(plain)) is not None), None)
        if mark is not None:
            found.append(Trace(kind, mask_line(_TAGS.sub("", mark.group()) or mark.group())))
        if len(found) == _MOST:
            break
    return tuple(found)


_NOT_FOUND = lazy(
    r"\b404\b|not found|page (?:is missing|does ?n[o']t exist)|nicht gefunden|introuvable"
    r"|no encontrad|non trovat|niet gevonden|não encontrad",
    re.IGNORECASE,
)


def says_not_found(title: str, words: str) -> bool:
    """Whether a page tells its reader that there is nothing here."""
    return _NOT_FOUND.search(title) is not None or _NOT_FOUND.search(words[:3_000]) is not None
