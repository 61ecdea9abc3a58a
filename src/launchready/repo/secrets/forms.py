"""A small engine for code that strangers load: the forms of some eighty credentials.

It needs no catalogue to be compiled, so that an audit of a site alone stays as fast as the site.
"""

from __future__ import annotations

import re

from launchready.derive.secrets.kinds import PREFIXES
from launchready.derive.secrets.values import entropy, is_placeholder
from launchready.facts.secrets import Nature
from launchready.repo.secrets.engine import Hit

_LEAST_ENTROPY = 3.0
_AROUND = 400
_TOO_SHORT = ("pat", "key-", "SG.", "re_", "dp.", "hf_", "EAAA", "dapi", "EZTK", "EZAK", "pul-")
"""Prefixes that words of code begin with too: those need the whole form."""

_REST = rb"[A-Za-z0-9_\-.+/=]{14,300}"
_FORMS = (
    rb"(?:" + b"|".join(
        re.escape(prefix.encode())
        for prefix, kind in PREFIXES
        if prefix not in _TOO_SHORT and kind.nature is not Nature.PUBLISHABLE
    ) + rb")" + _REST,
    rb"SG\.[\w-]{16,32}\.[\w-]{30,64}",
    rb"(?:AKIA|ASIA)[A-Z2-7]{16}",
    rb"AIza[\w-]{35}",
    rb"\d{8,10}:AA[\w-]{33}",
    rb"sk-[A-Za-z0-9]{20,60}",
    rb"hf_[A-Za-z]{34}",
    rb"EAAA[\w-]{60}",
    rb"key-[0-9a-f]{32}",
    rb"re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}",
    rb"pat[A-Za-z0-9]{14}\.[0-9a-f]{64}",
    rb"eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{20,1000}",
    rb"-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY-----[\w+/=\s\\-]{60,8000}",
    rb"(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|rediss?|amqps?)://[^\s:@/\"'`]{0,100}:[^\s@/\"'`]{4,200}@[\w.-]{3,200}",
)  # fmt: skip
_ANY = re.compile(rb"(?<![A-Za-z0-9])(?:" + b"|".join(_FORMS) + rb")")
_NAME = re.compile(rb"([\w.-]{1,80})[\"'`\]]{0,2}\s{0,4}(?:=>|:=|=|:)\s{0,4}[\"'`]?\Z")


class Forms:
    """Finds credentials by their forms alone, with nothing to load."""

    version = "forms 1"

    def scan(self, data: bytes) -> tuple[Hit, ...]:
        """Find what is in a text."""
        hits = []
        for match in _ANY.finditer(data):
            value = match.group().decode("utf-8", "replace").rstrip(".,/=")
            if entropy(value) < _LEAST_ENTROPY or is_placeholder(value[-12:]):
                continue
            start = match.start()
            before = _NAME.search(data, max(0, start - 120), start)
            around = data[max(0, start - _AROUND) : match.end() + _AROUND]
            hits.append(
                Hit(
                    "launchready.form",
                    value,
                    data.count(b"\n", 0, start) + 1,
                    before.group(1).decode("ascii", "replace") if before else "",
                    around.decode("utf-8", "replace") if value.startswith("AIza") else "",
                )
            )
        return tuple(hits)
