"""Find what a live product says of its own version: headers, meta tags, JSON, scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from launchready.derive.pattern import lazy

HEADERS = (
    *("x-release", "x-commit", "x-git-commit", "x-git-sha", "x-revision", "x-build", "x-build-id"),
    *("x-version", "x-app-version", "x-commit-sha", "x-deployment-commit"),
)
FIELDS = (
    *("commit", "git_commit", "gitcommit", "commitsha", "commit_sha", "git_sha", "gitsha", "sha"),
    *("revision", "git", "release", "build", "buildid", "build_id", "version"),
)
PATHS = ("/version", "/version.json", "/api/version")
_META = lazy(
    r"<meta\s+(?:name|property)=[\"'](release|version|build|commit|revision|git-sha|git-commit)"
    r"[\"']\s+content=[\"']([^\"']{4,80})[\"']",
    re.IGNORECASE,
)
_COMMIT = lazy(r"(?<![0-9a-f])([0-9a-f]{40}|[0-9a-f]{7,12})(?![0-9a-f])")
_VERSION = lazy(r"\bv?(\d{1,5}\.\d{1,5}(?:\.\d{1,5})?(?:[-+][\w.]{1,30})?)(?![\w.])")
_IN_SCRIPT = lazy(
    r"(?:release|commit|gitSha|git_sha|revision|buildId|COMMIT_SHA)[\"']?\s{0,2}[:=]\s{0,2}"
    r"[\"']([0-9a-f]{40}|[0-9a-f]{7,12})[\"']"
)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that names a version."""

    how: str
    value: str

    @property
    def commit(self) -> str:
        """The commit in it, 7 to 40 characters; empty where there is none."""
        found = _COMMIT.search(self.value.lower())
        # A number of seven digits is rather a build counter or a date.
        return found.group(1) if found and not found.group(1).isdigit() else ""

    @property
    def version(self) -> str:
        """The version number in it; empty where there is none."""
        found = _VERSION.search(self.value)
        return found.group(1) if found else ""


def in_headers(headers: Iterable[tuple[str, str]], own: str = "") -> Iterator[Said]:
    """Yield the headers that name a version; `own` is one that the manifest names."""
    wanted = {own.lower(), *HEADERS} - {""}
    for name, value in headers:
        if name.lower() in wanted:
            yield Said(f"header {name.lower()}", value[:60])


def in_page(text: str) -> Iterator[Said]:
    """Yield the meta tags that name a version."""
    for found in _META.finditer(text[:200_000]):
        yield Said(f"meta tag {found.group(1).lower()}", found.group(2)[:60])


def in_json(text: str) -> Iterator[Said]:
    """Yield the fields of a short JSON object that name a version; a bare commit is one too."""
    text = text[:10_000].strip()
    if re.fullmatch(r"[0-9a-f]{7,40}", text):
        yield Said("the answer", text)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return
    if not isinstance(found, dict):
        return
    known = {str(key).lower(): value for key, value in found.items()}
    for field in FIELDS:
        value = known.get(field)
        inner = value.get("commit") or value.get("sha") if isinstance(value, dict) else value
        if isinstance(inner, str) and inner:
            yield Said(f"the field {field}", inner[:60])


def in_script(text: str) -> Iterator[Said]:
    """Yield commits that a script as shipped names as its release."""
    for found in _IN_SCRIPT.finditer(text[:1_000_000]):
        yield Said("a script", found.group(1))
        return
