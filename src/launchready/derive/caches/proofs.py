"""Commands that prove that caches keep what they should, and nothing else."""

from __future__ import annotations

from shlex import quote

from launchready.derive.commands import PRINT, answered, has, headers, lacks, proof

_KEPT = "^(age: *[1-9]|([a-z-]+-)?cache(-status)?:.*hit)"
_SERVED = "^(age: *[0-9]|([a-z-]+-)?cache(-status)?:.*(hit|stale|revalidated|updating))"


def not_kept(url: str) -> str:
    """Return the proof that shared caches may not keep an answer."""
    show = f"curl -sS -o /dev/null -D - {quote(url)}"
    return proof(show, has("^HTTP/[0-9.]+ [1-4]"), has("^cache-control:.*(no-store|private)"))


def briefly_kept(url: str) -> str:
    """Return the proof that browsers keep a file for less than a day, or that it is gone."""
    show = f"curl -sS -o /dev/null -D - {quote(url)}"
    long = "^cache-control:.*max-age=([0-9]{6}|9[0-9]{4}|8[7-9][0-9]{3}|86[4-9][0-9]{2})"
    return proof(show, has("^HTTP/[0-9.]+ [1-4]"), lacks(long))


def second_is_fresh(url: str) -> str:
    """Return the proof that a second visitor does not get a kept answer."""
    return proof(_twice(url), lacks(_KEPT))


def second_is_kept(url: str) -> str:
    """Return the proof that the second of two requests is answered by a cache."""
    return proof(_twice(url), has(_SERVED))


def session_is_own(url: str) -> str:
    """Return the proof that two visitors get no cookie in common, and caches keep neither."""
    cookies = "grep -i '^set-cookie:' | cut -d ';' -f 1"
    own = f'test "$({PRINT} | {cookies} | sort | uniq -d | wc -l)" -eq 0'
    show = f"{headers(url)} && {headers(url)}"
    kept = f"! {PRINT} | grep -qi '^set-cookie:' || {has('^cache-control:.*(no-store|private)')}"
    return proof(show, own, f"{{ {kept}; }}", lacks(_KEPT))


def _twice(url: str) -> str:
    return f"{answered(url, '-f')} >/dev/null && {headers(url)}"
