"""Find addresses of a developer's machine or a private network in code that visitors get."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from launchready.derive.pattern import lazy

_HOST = (
    r"(?:(?:[\w-]{1,63}\.){0,4}localhost|(?:[\w-]{1,63}\.){1,4}local"
    r"|0\.0\.0\.0|127(?:\.\d{1,3}){3}|10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}"
    r"|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|\[::1\])"
)
_URL = rf"(?:https?|wss?)://{_HOST}(?![\w.-])(?::\d{{1,5}})?(?:/[^\s\"'`<>\\]{{0,200}})?"
_WHOLE = lazy(rf"\s{{0,20}}({_URL})", re.IGNORECASE)
# In code only a string literal that is nothing but the URL counts: prose about localhost, in the
# text of a documentation page for instance, is not a call to it.
_LITERAL = lazy(rf"""["'`]({_URL})(?:[?#][^\s"'`<>\\]{{0,200}})?\\?["'`]""", re.IGNORECASE)
_BARE = lazy(rf"https?://{_HOST}/?", re.IGNORECASE)
_GUARD = lazy(
    r"""["'`](?:localhost|127\.0\.0\.1|development|dev|test)["'`]|isDev\b|DEBUG\b|__DEV__"""
)
_GUARD_REACH = 160


def local_urls_in_attribute(value: str) -> Iterator[str]:
    """Yield the local URL that an attribute is, or those quoted in it (JSON in `data-…`)."""
    if "://" not in value:
        return
    whole = _WHOLE.match(value)
    if whole is not None:
        yield whole.group(1)
    else:
        yield from local_urls_in_code(value)


def local_urls_in_code(code: str) -> Iterator[str]:
    """
    Yield local URLs that are string literals in code.

    Left out: `"http://localhost"` without a port and a path, which libraries use as a mere base to
    parse relative URLs, and what stands right after a test for the developer's machine.
    """
    if "://" not in code:
        return
    for found in _LITERAL.finditer(code):
        url = found.group(1)
        if _BARE.fullmatch(url):
            continue
        before = code[max(0, found.start() - _GUARD_REACH) : found.start()]
        if not _GUARD.search(before):
            yield url


def is_local(url: str) -> bool:
    """Whether a URL leads to a developer's machine or a private network."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return False
    if not host:
        return False
    shown = f"[{host}]" if ":" in host else host
    return re.fullmatch(_HOST, shown, re.IGNORECASE) is not None
