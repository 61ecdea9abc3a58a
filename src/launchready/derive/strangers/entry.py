"""Judge how an address receives a stranger: with its content, a login form, or an empty shell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from launchready.derive.mask import mask_line
from launchready.derive.page.first_sight import SHORT, Sight, see
from launchready.derive.pattern import lazy
from launchready.facts.admission import Entry

_ADMIN = lazy(
    r"\b(?:admin(?:istration|istrator)?|dashboard|control panel|back ?office|wp-admin)\b",
    re.IGNORECASE,
)
_LOGIN = lazy(
    r"\b(?:sign[ -]?in|log[ -]?in|anmelden|se connecter|iniciar sesi[oó]n|access denied"
    r"|unauthori[sz]ed|not authori[sz]ed|forbidden|permission denied|authentication required"
    r"|enter your (?:email|password)|magic link)\b",
    re.IGNORECASE,
)
_SIGN_IN_PAGE = 2_000
"""Characters: longer pages may well mention signing in beside their content."""
_STATE_KEYS = frozenset(
    {
        "error",
        "errors",
        "message",
        "messages",
        "msg",
        "detail",
        "details",
        "code",
        "status",
        "statuscode",
        "ok",
        "success",
        "authenticated",
        "isauthenticated",
        "loggedin",
        "isloggedin",
        "path",
        "timestamp",
        "type",
        "title",
        "traceid",
        "requestid",
        "instance",
        "csrf",
        "csrftoken",
        "version",
        "name",
    }
)
"""Fields that answers to strangers have too, upper case and `_` folded."""

Judged = tuple[Entry, tuple[str, ...]]
"""How the address received a stranger, and what showed it."""


def at_admin(status: int, sight: Sight | None, unknown: Iterable[str], *, declared: bool) -> Judged:
    """Judge an admin page. `unknown` are hashes of pages that stand for "no such address"."""
    early = by_status(status)
    if early is not None:
        return early, ()
    if sight is None:
        return Entry.OTHER, ()
    closed = _closed(sight, unknown)
    if closed is not None:
        return closed, ()
    marks = _admin_marks(sight)
    if declared and sight.length >= SHORT:
        return Entry.OPEN, marks or (f"title: {mask_line(sight.title)[:80]}",)
    # One mark alone is what a blog post about dashboards has too.
    return (Entry.OPEN, marks) if len(marks) > 1 else (Entry.OTHER, ())


def by_status(status: int) -> Entry | None:
    """Judge by the status alone; None for a page that has to be read."""
    if status in {401, 403, 405, 407, 451}:
        return Entry.REFUSED
    match status // 100:
        case 3:
            return Entry.REDIRECT
        case 4 | 5:
            return Entry.MISSING
        case _:
            return None


def _closed(sight: Sight, unknown: Iterable[str]) -> Entry | None:
    """Say why a page shows nothing of what is behind it; None where it does."""
    if asks_to_sign_in(sight):
        return Entry.LOGIN
    if sight.shell:
        return Entry.SHELL
    return Entry.MISSING if sight.hash in set(unknown) else None


def asks_to_sign_in(sight: Sight) -> bool:
    """Whether the page is there to sign in, or says that one has to."""
    if sight.password or sight.leads_to_login:
        return True
    if _LOGIN.search(f"{sight.title} {' '.join(sight.headings)}"):
        return True
    short = sight.length < _SIGN_IN_PAGE and not sight.logout
    return short and _LOGIN.search(sight.text) is not None


def _admin_marks(sight: Sight) -> tuple[str, ...]:
    head = next((one for one in (sight.title, *sight.headings) if _ADMIN.search(one)), "")
    if not head:
        return ()
    inner = {link for link in sight.links if re.match(r"/?(?:admin|wp-admin)/[\w-]+", link)}
    marks = (
        (True, f"headed: {mask_line(head)[:80]}"),
        (sight.logout, "offers to sign out"),
        (sight.tables > 0, f"{sight.tables} table{'s' if sight.tables > 1 else ''}"),
        (len(inner) > 1, f"links to {len(inner)} pages below the admin address"),
    )
    return tuple(text for there, text in marks if there)


def at_private(
    status: int, content_type: str, body: bytes, text: str, unknown: Iterable[str]
) -> Judged:
    """Judge what a route for signed-in people gave to a stranger."""
    early = by_status(status)
    if early is not None or not body.strip():
        return early or Entry.REFUSED, ()
    kind = content_type.lower()
    if "json" in kind or (not kind and text.lstrip()[:1] in {"{", "["}):
        return _json(text)
    if "html" in kind:
        return _page(see(text), unknown)
    return Entry.OPEN, (f"Content-Type: {mask_line(content_type)[:80]}", f"{len(body)} bytes")


def _page(sight: Sight, unknown: Iterable[str]) -> Judged:
    closed = _closed(sight, unknown) or (Entry.SHELL if sight.length < SHORT else None)
    if closed is not None:
        return closed, ()
    return Entry.OPEN, (f"title: {mask_line(sight.title)[:80]}", f"{sight.length} characters")


def _json(text: str) -> tuple[Entry, tuple[str, ...]]:
    try:
        value = json.loads(text[:1_000_000])
    except (ValueError, RecursionError):
        # Cut off or broken: it cannot be told from an error message.
        return Entry.SHELL, ()
    if isinstance(value, list):
        return (Entry.OPEN, (f"a list of {len(value)}",)) if value else (Entry.REFUSED, ())
    if isinstance(value, dict):
        told = [
            key
            for key, one in value.items()
            if one and key.lower().replace("_", "") not in _STATE_KEYS
        ]
        if told:
            return Entry.OPEN, tuple(f"field: {mask_line(key)[:60]}" for key in told[:10])
    return Entry.REFUSED, ()
