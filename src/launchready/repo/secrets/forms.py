"""A small engine for code that strangers load: the forms of some eighty credentials.

It needs no catalogue to be compiled, so that an audit of a site alone stays as fast as the site.
"""

from __future__ import annotations

import re

from launchready.derive.pattern import lazy
from launchready.derive.secrets.kinds import PREFIXES
from launchready.derive.secrets.values import entropy, is_placeholder
from launchready.facts.secrets import Nature
from launchready.repo.secrets.engine import Hit

_LEAST_ENTROPY = 3.0
_AROUND = 400
_REST = rb"[A-Za-z0-9_\-.+/=]{14,300}"
_SCHEME = rb"(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|rediss?|amqps?)"
_SPECIAL = (
    (b"npm_", 0, rb"npm_[A-Za-z0-9]{36}"),
    (b"SG.", 0, rb"SG\.[\w-]{16,32}\.[\w-]{30,64}"),
    (b"AKIA", 0, rb"AKIA[A-Z2-7]{16}"),
    (b"ASIA", 0, rb"ASIA[A-Z2-7]{16}"),
    (b"AIza", 0, rb"AIza[\w-]{35}"),
    (b":AA", 10, rb"\d{8,10}:AA[\w-]{33}"),
    (b"sk-", 0, rb"sk-[A-Za-z0-9]{20,60}"),
    (b"hf_", 0, rb"hf_[A-Za-z]{34}"),
    (b"EAAA", 0, rb"EAAA[\w-]{60}"),
    (b"EZAK", 0, rb"EZAK[A-Za-z0-9]{54}"),
    (b"dapi", 0, rb"dapi[0-9a-f]{32}"),
    (b"dp.", 0, rb"dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{40,60}"),
    (b"pul-", 0, rb"pul-[0-9a-f]{40}"),
    (b"key-", 0, rb"key-[0-9a-f]{32}"),
    (b"re_", 0, rb"re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}"),
    (b"pat", 0, rb"pat[A-Za-z0-9]{14}\.[0-9a-f]{64}"),
    (b"eyJ", 0, rb"eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{20,1000}"),
    (
        b"-----BEGIN",
        0,
        rb"-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY-----[\w+/=\s\\-]{60,8000}",
    ),
    (b"://", 12, _SCHEME + rb"://[^\s:@/\"'`]{0,100}:[^\s@/\"'`]{4,200}@[\w.-]{3,200}"),
)
"""What every credential of a form holds, how far before it the form begins, and the form."""

_FORMS = tuple((mark, back, re.compile(form)) for mark, back, form in _SPECIAL) + tuple(
    (prefix.encode(), 0, re.compile(re.escape(prefix.encode()) + _REST))
    for prefix, kind in PREFIXES
    if kind.nature is not Nature.PUBLISHABLE and prefix.encode() not in {one[0] for one in _SPECIAL}
)
_NAME = lazy(rb"([\w.-]{1,80})[\"'`\]]{0,2}\s{0,4}(?:=>|:=|=|:)\s{0,4}[\"'`]?\Z")
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")


class Forms:
    """Finds credentials by their forms alone, with nothing to load."""

    version = "forms 2"

    def scan(self, data: bytes) -> tuple[Hit, ...]:
        """Find what is in a text, in its order."""
        found: dict[int, re.Match[bytes]] = {}
        for mark, back, form in _FORMS:
            place = data.find(mark)
            while place >= 0:
                match = _at(form, data, place, back)
                longer = found.get(match.start()) if match else None
                if match and (longer is None or longer.end() < match.end()):
                    found[match.start()] = match
                place = data.find(mark, place + 1)
        hits = (_hit(data, found[start]) for start in sorted(found))
        return tuple(hit for hit in hits if hit is not None)


def _at(form: re.Pattern[bytes], data: bytes, place: int, back: int) -> re.Match[bytes] | None:
    """Return the form that holds a mark, where it begins at most `back` bytes before."""
    starts = (max(0, place - one) for one in range(back, -1, -1))
    return next(filter(None, (form.match(data, start) for start in starts)), None)


def _hit(data: bytes, match: re.Match[bytes]) -> Hit | None:
    start = match.start()
    value = match.group().decode("utf-8", "replace").rstrip(".,/=")
    digits = sum(letter.isdigit() for letter in value)
    if start and data[start - 1] in _LETTERS:
        return None
    if not digits and not value.startswith("hf_"):
        return None
    if entropy(value) < _LEAST_ENTROPY or is_placeholder(value[-12:]):
        return None
    before = _NAME.search(data, max(0, start - 120), start)
    around = data[max(0, start - _AROUND) : match.end() + _AROUND]
    return Hit(
        "launchready.form",
        value,
        data.count(b"\n", 0, start) + 1,
        before.group(1).decode("ascii", "replace") if before else "",
        around.decode("utf-8", "replace") if value.startswith("AIza") else "",
    )
