"""What the form of a value says: a real secret, a placeholder, a reference to one elsewhere."""

from __future__ import annotations

import math
import re
from collections import Counter

from launchready.derive.pattern import lazy

_REFERENCE = lazy(
    r"^\$(?!\w{1,10}\$)[\w{(]|^%[\w(]+|\{\{|\$\{|^<[^>]{0,200}>$|^\[[^\]]{0,80}\]$|^#\{|^@\w+@|^&|^!(?:Ref|Sub|GetAtt)"
    r"|(?:process|import\.meta)\.env|os\.(?:environ|getenv)|getenv|env\(|ENV\[|config\(|secrets\."
    r"|^(?:vault|op|ssm|sm|arn|projects|secretsmanager|keychain|file|sops|enc|ref|awssm|gcpsm):"
    r"|^ENC\[|^AgB[A-Za-z0-9+/=]{200}|^data\.|^var\.|^local\.|^module\."
)
_PLACEHOLDER = lazy(
    r"change[\W_]?me|your[\W_]|[\W_]your|^your|xxx|placeholder|example|sample|dummy|replace|insert"
    r"|todo|fixme|redacted|^none$|^null$|^nil$|^true$|^false$|undefined|^test$|^password\d?$|^secret$"
    r"|^\*+$|^\.+$|^-+$|not[\W_]?(?:a[\W_]?)?real|fake|^foo|^bar$|lorem|<[^<>\n]*>|\.\.\.|…|123456"
    r"|abcdef|^0+$|^1+$|^default$|^admin$|^root$|^postgres$|^guest$|generate|here$|mock|stub|\bdemo\b",
    re.IGNORECASE,
)
_CODE = lazy(r"[(){};<>]|=>|^\w+(?:\.\w+)+$|^[a-z]+(?:[A-Z][a-z]+)+$|^[A-Z][A-Z_]+$|^--")
_WORDS = lazy(r"^[A-Za-z]+(?:[ _.-][A-Za-z]+)*$")
_LOCAL = lazy(
    r"^[a-z][a-z0-9+.-]{1,30}://[^@/\s]{0,300}@(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|0\.0\.0\.0|db"
    r"|database|postgres|postgresql|mysql|mariadb|mongo|mongodb|redis|rabbitmq|host\.docker\.internal"
    r"|[\w-]+\.local|[\w.-]+\.(?:test|example|invalid|localhost))(?=[:/?]|$)",
    re.IGNORECASE,
)
_SAMPLE_LOGIN = lazy(
    r"^[a-z][a-z0-9+.-]{1,30}://(?:user(?:name)?|postgres|root|admin|guest|test|foo|me)?:"
    r"(?:password|passw?d?|postgres|root|admin|guest|test|secret|bar|pw|mypassword|example)@",
    re.IGNORECASE,
)

_PLAIN_PLACE = lazy(r"https?://[^@]*$|\.{0,2}/|data:")

LEAST_NAMED = 8
"""Characters that a value needs at least to be taken for a secret by its name alone."""
_MOST_NAMED = 4_000
_LEAST_LETTERS = 4
"""Different ones: `aaaa` and `abab` are placeholders."""
_NO_WORD = 24
"""Letters of which no word is made."""
_LEAST_MADE = 16
_LEAST_ENTROPY_MADE = 3.2
_LEAST_ENTROPY_MADE_UP = 2.5
"""Bits a character: made by a machine, and made up by a person."""


def is_reference(value: str) -> bool:
    """Say whether the value only points at the secret: a variable, a vault, a template."""
    return bool(_REFERENCE.search(value))


def is_placeholder(value: str) -> bool:
    """Say whether the value is there to be replaced."""
    if _PLACEHOLDER.search(value) or len(set(value)) < _LEAST_LETTERS:
        return True
    return len(value) >= LEAST_NAMED and value in "0123456789abcdefghijklmnopqrstuvwxyz0123456789"


def is_local(value: str) -> bool:
    """Say whether a connection string leads nowhere but to the developer's own machine."""
    return bool(_LOCAL.search(value) or _SAMPLE_LOGIN.search(value))


def entropy(value: str) -> float:
    """Return the Shannon entropy of a text, bits a character."""
    if not value:
        return 0.0
    counts = Counter(value).values()
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts)


def reads_as_secret(value: str, *, password: bool, quoted: bool, config: bool) -> bool:
    """Say whether a value that a secret's name is given is one.

    In a file of settings any value that is not a placeholder counts; in code it has to look made
    by a machine, or, for a password, be a quoted string that is not a plain word.
    """
    value = value.strip()
    if not _could_be(value):
        return False
    if config:
        return password or not _WORDS.match(value) or len(value) >= _NO_WORD
    varied = len({_class(letter) for letter in value}) > 1
    if not quoted or not varied or _CODE.search(value) or _WORDS.match(value):
        return False
    if password:
        return entropy(value) >= _LEAST_ENTROPY_MADE_UP
    return len(value) >= _LEAST_MADE and entropy(value) >= _LEAST_ENTROPY_MADE


def _could_be(value: str) -> bool:
    if not LEAST_NAMED <= len(value) <= _MOST_NAMED:
        return False
    if is_reference(value) or is_placeholder(value):
        return False
    if any(letter.isspace() for letter in value) and not value.startswith("-----BEGIN"):
        return False
    return not _PLAIN_PLACE.match(value)


def _class(letter: str) -> str:
    if letter.isdigit():
        return "digit"
    return "letter" if letter.isalpha() else "sign"
