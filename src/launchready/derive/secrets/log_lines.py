"""See in lines of a log what should not be there, and show a line without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from launchready.derive.mask import MASK, mask_line
from launchready.derive.pattern import lazy
from launchready.facts.secrets import Leak

_ANY = lazy(
    r"""(?ix)
    (?:password|passwd|passphrase|passwort|pwd|pin_code)(?:_?confirmation)?["']?\s{0,2}
      (?:=>|[=:])\s{0,2}\\?["']?(?P<password>[^\s"'&,;}\\]{3,200})
    | \b(?:bearer|basic|token)\s{1,2}(?P<bearer>[A-Za-z0-9._~+/=-]{16,4000})
    | \b(?:set-)?cookie["']?\s{0,2}[:=]\s{0,2}\[?["']?
      (?P<cookie>[\w!\#$%&*.^|~+-]{1,80}=[^\s;"']{8,4000}
        (?:;\s?[\w!\#$%&*.^|~+-]{1,80}=[^\s;"']{1,4000}){0,50})
    | [?&](?:(?:access|refresh|id|reset|reset_password|confirmation|invitation)_token|token
        |token_hash|api_key|apikey|secret|magic|otp|jwt|code|ticket|signature|sig)
      =(?P<reset>[\w.%~+/=-]{12,4000})
    | (?<![\w.-])(?P<card>[2-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{1,7}
        |3[47]\d{2}[ -]?\d{6}[ -]?\d{5})(?![\w-]|\.\d)
    | ["'](?:prompt|completion|content|user_message|user_input|assistant_message
        |gen_ai\.(?:prompt|completion)[\w.]{0,30})["']\s{0,2}:\s{0,2}
      (?:"(?P<prompt>(?:[^"\\\n]|\\.){40,20000})"|'(?P<quoted>(?:[^'\\\n]|\\.){40,20000})')
    | (?P<email>[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})(?![\w.-]*/)
    """
)
_GROUPS = {
    "password": Leak.PASSWORD,
    "bearer": Leak.BEARER,
    "cookie": Leak.COOKIE,
    "reset": Leak.RESET_LINK,
    "card": Leak.CARD,
    "email": Leak.EMAIL,
    "prompt": Leak.PROMPT,
    "quoted": Leak.PROMPT,
}
_MASKED = lazy(
    r"^[\[<({]?(?:\*+|x{3,}|-+|\.+|redacted|filtered|masked|hidden|secret|removed|null|none|nil|true"
    r"|false|undefined|empty|invalid|required|incorrect|wrong|changed|reset|missing|is|was|for|not)\b"
    r"|^\*|^•|^%5Bfiltered|REDACTED|FILTERED|^\$|^:|^\?",
    re.IGNORECASE,
)
_SYSTEM_MAIL = lazy(
    r"^(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|root|git|bounces?|noc|abuse)[\w.+-]*@"
    r"|@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|[\w-]+\.(?:test|invalid|local|internal)|localhost)$"
    r"|@\d|\.(?:png|jpe?g|svg|gif|webp|js|css|service|target|scope|socket)$",
    re.IGNORECASE,
)
_VARIES = (
    (re.compile(r"\"[^\"]{0,4000}\"|'[^']{0,4000}'"), '"…"'),
    (re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", re.IGNORECASE), "#"),
    (re.compile(r"\b(?=[0-9a-f]*\d)[0-9a-f]{7,}\b", re.IGNORECASE), "#"),
    (re.compile(r"\d+"), "#"),
    (re.compile(r"#(?:[:.,T-]#)+Z?"), "#"),
    (re.compile(r"\s+"), " "),
)
_ISSUED = lazy(
    r"(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"
    r"|3[47]\d{13}|6(?:011|5\d\d)\d{12})\Z"
)
"""Visa, Mastercard (both ranges), American Express, Discover."""
_MARKS = (
    *("pass", "pwd", "pin_code", "bearer", "basic", "token", "cookie", "prompt", "completion"),
    *("content", "user_message", "user_input", "assistant_message", "@"),
    *("key=", "secret=", "magic=", "otp=", "jwt=", "code=", "ticket=", "signature=", "sig="),
)
"""One of these is in every line that can match, but for card numbers."""
_DIGITS = lazy(r"\d{4}[ -]?\d{4}[ -]?\d{4}|3[47]\d\d[ -]?\d{6}")
_NUMBERED = lazy(
    r"(?:id|trace|span|hash|nonce|seq|offset|ts|time|request|session)[\"']?\s?[:=]\s?[\"']?\Z",
    re.IGNORECASE,
)
"""Before a number that is no card: machines count with sixteen digits too."""
_TEMPLATE = 120
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing in a text that should not be in a log."""

    leak: Leak
    start: int
    end: int
    value: str = field(repr=False)


def seen_in(text: str) -> Iterator[Seen]:
    """Yield what a text holds that a log should not, in its order."""
    for start, end in _telling_lines(text):
        for match in _ANY.finditer(text, start, end):
            name = match.lastgroup or ""
            value = match.group(name)
            leak = _GROUPS[name]
            if leak is Leak.CARD and _NUMBERED.search(text, start, match.start(name)):
                continue
            if _counts(leak, value):
                yield Seen(leak, match.start(name), match.end(name), value)


def _telling_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where lines stand that have a mark of something; most lines of a log have none."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one.lower() if one.isascii() else one for one in text)
    places = {match.start() for match in _DIGITS.finditer(text)}
    for mark in _MARKS:
        place = low.find(mark)
        while place >= 0:
            places.add(place)
            # One mark is enough for a line.
            line = low.find("\n", place)
            place = low.find(mark, line) if line >= 0 else -1
    done = -1
    for place in sorted(places):
        if place < done:
            continue
        done = text.find("\n", place)
        done = len(text) if done < 0 else done
        yield text.rfind("\n", 0, place) + 1, done


def _counts(leak: Leak, value: str) -> bool:
    if leak is Leak.EMAIL:
        return not _SYSTEM_MAIL.search(value)
    if leak is Leak.CARD:
        return is_card(value)
    if leak is Leak.BEARER:
        return any(letter.isdigit() for letter in value) and not _MASKED.search(value)
    return not _MASKED.search(value.partition("=")[2] if leak is Leak.COOKIE else value)


def is_card(text: str) -> bool:
    """Say whether digits are a payment card's: an issuer's range, its length, its check digit."""
    digits = "".join(letter for letter in text if letter.isdigit())
    return bool(_ISSUED.match(digits)) and len(set(digits)) > 1 and _luhn(digits)


def _luhn(digits: str) -> bool:
    total = 0
    for place, letter in enumerate(reversed(digits)):
        number = int(letter) * (1 + place % 2)
        total += sum(divmod(number, 10))
    return total % 10 == 0


def masked(line: str, values: tuple[str, ...] = ()) -> str:
    """Return a line of at most 200 characters without anything that `seen_in` sees or `values`."""
    if len(line) > _LONGEST:
        # What the cut runs through could be half of a secret that no pattern knows by half.
        line = re.sub(r"\S+\Z", "…", line[:_LONGEST])
    for value in sorted(values, key=len, reverse=True):
        line = line.replace(value, MASK)
    parts: list[str] = []
    at = 0
    for match in _ANY.finditer(line):
        name = match.lastgroup or ""
        parts += [line[at : match.start(name)], MASK]
        at = match.end(name)
    return mask_line("".join((*parts, line[at:])))


def template(masked_line: str) -> str:
    """Return the form of a masked line: everything that varies between two of its kind is `#`."""
    for pattern, mark in _VARIES:
        masked_line = pattern.sub(mark, masked_line)
    return masked_line.strip()[:_TEMPLATE]
