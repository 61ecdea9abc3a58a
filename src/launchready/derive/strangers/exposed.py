"""Tell from its content whether an answer is the file that the address promises.

A status is no proof: single-page apps answer 200 with their own page whatever is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from launchready.derive.mask import mask_line
from launchready.derive.pattern import lazy
from launchready.facts.exposure import LeakKind

READ = 64 * 1024
"""Bytes that are looked at."""
_NAMES = 20
_HTML = lazy(rb"\s*<(?:!doctype|html|head|body|!--|\?xml)", re.IGNORECASE)
_ASSIGNMENT = lazy(r"\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.]{1,80})\s*=(?!=)")
_SECRET = lazy(r"KEY|TOKEN|SECRET|PASS|DATABASE|DSN|CREDENTIAL|PRIVATE|URL", re.IGNORECASE)
_REPOSITORY = tuple(
    (re.compile(mark, re.DOTALL), what)
    for mark, what in (
        (rb"[0-9a-f]{40}(?:[0-9a-f]{24})?\s*\Z", "the id of a commit"),
        (rb"\s{0,9}\[core\].{0,200}repositoryformatversion", "the settings of a git repository"),
        (rb"[0-9a-f]{40} [0-9a-f]{40} [^\n]+<", "the log of a git repository"),
        (rb"\d{1,2}\n\n?dir\n", "the entries of a Subversion folder"),
        (rb"12\s*\Z", "the entries of a Subversion folder"),
        (rb"(?=.{0,200}revlogv1).{0,200}store", "the requirements of a Mercurial repository"),
    )
)
_SECRET_FILES = tuple(
    (re.compile(mark, re.DOTALL), what)
    for mark, what in (
        (rb"\s{0,9}-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----", "a private key"),
        (rb"\s{0,9}[\w.@-]{1,64}:(?:\$(?:apr1|2[aby]|5|6)\$|\{SHA\})", "a file of passwords"),
        (rb"\s{0,9}<\?php.*?DB_PASSWORD", "the settings of WordPress"),
        (rb".{0,2000}?:_authToken=", "the access token of a package registry"),
    )
)
_ARCHIVES = tuple(
    (re.compile(mark), what)
    for mark, what in (
        (rb"PK\x03\x04", "a zip archive"),
        (rb"\x1f\x8b\x08", "a gzip archive"),
        (rb"SQLite format 3\x00", "an SQLite database"),
        (rb"PGDMP|-- (?:MySQL|MariaDB|PostgreSQL database) dump", "a dump of a database"),
    )
)
_SQL = lazy(rb"\b(?:CREATE TABLE|INSERT INTO|PRAGMA foreign_keys)\b", re.IGNORECASE)
_LISTINGS = (
    re.compile(r"<title>\s*Index of /", re.IGNORECASE),
    re.compile(r"<title>\s*Directory listing for /", re.IGNORECASE),
    re.compile(r"<h1>\s*Index of /", re.IGNORECASE),
    re.compile(r"\[To Parent Directory\]", re.IGNORECASE),
    re.compile(r"<title>\s*listing directory /", re.IGNORECASE),
)
_ENTRY = lazy(r"<a\s[^>]{0,200}?href=[\"']?([^\"'> ?]{1,120})", re.IGNORECASE)
_DEBUG = (
    ("PHP's settings page", (b"phpinfo()", b"PHP Version")),
    ("Apache's status page", (b"Apache Server Status for",)),
    ("Apache's settings page", (b"Apache Server Information",)),
    ("Spring's environment", (b'"propertySources"', b'"activeProfiles"')),
    ("Spring's actuator index", (b'"_links"', b"/actuator/")),
    ("Go's profiler", (b"/debug/pprof/", b"profiles")),
    ("Go's variables", (b'"memstats"', b'"cmdline"')),
    ("Laravel Telescope", (b"<title>Telescope", b"telescope")),
    ("Rails' settings page", (b"Rails version", b"Middleware")),
    ("the error log of ASP.NET", (b"Error Log for", b"elmah")),
    ("Prometheus metrics", (b"# HELP ", b"# TYPE ")),
)


@dataclass(frozen=True, slots=True)
class Proof:
    """What gave the content away."""

    what: str
    names: tuple[str, ...] = ()
    """Names of variables or files, masked; never a value."""


def prove(kind: LeakKind, body: bytes) -> Proof | None:
    """Return what the content is, None where it is not what the address promises. Linear time."""
    body = body[:READ]
    if _HTML.match(body) and kind in {LeakKind.REPOSITORY, LeakKind.ENV, LeakKind.BACKUP}:
        return None
    return _PROVERS[kind](body)


def _folder_index(body: bytes) -> Proof | None:
    return Proof("the mark Bud1 of a .DS_Store file") if body[4:8] == b"Bud1" else None


def _repository(body: bytes) -> Proof | None:
    if body.startswith(b"ref: refs/"):
        return Proof(mask_line(body[:80].decode("latin-1").splitlines()[0]))
    return _first(_REPOSITORY, body)


def _first(marks: Iterable[tuple[re.Pattern[bytes], str]], body: bytes) -> Proof | None:
    return next((Proof(what) for mark, what in marks if mark.match(body)), None)


def _settings(body: bytes) -> Proof | None:
    proof = _first(_SECRET_FILES, body)
    if proof is not None or b"\x00" in body:
        return proof
    text = body.decode("utf-8", "replace")
    lines = [line for line in text.splitlines() if line.strip() and line.lstrip()[0] not in "#;["]
    found = [match.group(1) for match in map(_ASSIGNMENT.match, lines) if match]
    names = tuple(dict.fromkeys(found))[:_NAMES]
    telling = len(names) > 1 or any(_SECRET.search(name) for name in names)
    shouted = sum(name.isupper() for name in names) * 2 >= len(names) or "aws_" in text
    # A value of several lines, a key for instance, makes lines without a name.
    if not names or not telling or not shouted or 4 * len(found) < len(lines):
        return None
    lines_of = "line" if len(found) == 1 else "lines"
    return Proof(f"{len(found)} {lines_of} of NAME=value", names)


def _backup(body: bytes) -> Proof | None:
    proof = _first(_ARCHIVES, body)
    return proof or (Proof("a dump of a database") if _SQL.search(body) else None)


def _debug(body: bytes) -> Proof | None:
    return next((Proof(what) for what, marks in _DEBUG if all(m in body for m in marks)), None)


def _listing(body: bytes) -> Proof | None:
    text = body.decode("utf-8", "replace")
    if not any(mark.search(text) for mark in _LISTINGS):
        return None
    names = [name for name in _ENTRY.findall(text) if not name.startswith(("/", ".", "http"))]
    return Proof("the list of a folder's files", tuple(mask_line(n) for n in names[:_NAMES]))


_PROVERS: dict[LeakKind, Callable[[bytes], Proof | None]] = {
    LeakKind.REPOSITORY: _repository,
    LeakKind.ENV: _settings,
    LeakKind.BACKUP: _backup,
    LeakKind.DEBUG: _debug,
    LeakKind.LISTING: _listing,
    LeakKind.DS_STORE: _folder_index,
}
