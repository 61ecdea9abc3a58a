"""Files whose passwords stand without a name: read by their own grammar."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator

from launchready.derive.pattern import lazy
from launchready.derive.secrets.assignments import MOST, Assignment
from launchready.derive.secrets.values import is_placeholder, is_reference

_NETRC = lazy(r"\bpassword\s+(\S{4,400})")
_DOCKER = lazy(r'"(auth|identitytoken|registrytoken)"\s*:\s*"([A-Za-z0-9+/=._-]{8,4000})"')
_URL_LOGIN = lazy(r"^\w+://[^:@/\s]*:([^@\s]{4,400})@", re.MULTILINE)
_NPM = lazy(r"(?m)^\s*(\S{0,200}_auth)\s*=\s*[\"']?([A-Za-z0-9+/=]{8,400})")
_HTPASSWD = lazy(r"(?m)^[^:#\s]{1,100}:(\$\w+\$\S{20,200}|\{SHA\}\S{20,60}|[./A-Za-z0-9]{13})$")
_XML_PASS = lazy(r"<(Pass|Password|passwd|pwd)\b[^>]{0,80}>([^<]{4,400})</", re.IGNORECASE)
_HEX = lazy(r"^[0-9a-f]{32,64}\s*$")
_LOGIN_PARTS = 5
_LEAST = 4
"""Characters that are no accident of decoding."""


def _matches(pattern: re.Pattern[str], name: str = "") -> Callable[[str], Iterator[Assignment]]:
    """Read every match: the last group is the value, the one before, if any, its name."""

    def read(text: str) -> Iterator[Assignment]:
        for match in pattern.finditer(text):
            groups = match.groups()
            said = groups[0] if len(groups) > 1 else name
            yield Assignment(said, groups[-1], text.count("\n", 0, match.start()) + 1)

    return read


def _pgpass(text: str) -> Iterator[Assignment]:
    for number, line in enumerate(text.splitlines(), 1):
        parts = re.split(r"(?<!\\):", line, maxsplit=_LOGIN_PARTS - 1)
        if len(parts) == _LOGIN_PARTS and not line.startswith("#") and parts[-1].strip():
            yield Assignment("password", parts[-1].strip(), number)


def _whole(text: str) -> Iterator[Assignment]:
    if _HEX.match(text):
        yield Assignment("master key", text.strip(), 1)


def _xml(text: str) -> Iterator[Assignment]:
    for one in _matches(_XML_PASS)(text):
        plain = _plain(one.value)
        yield Assignment(one.name, plain, one.line)


def _plain(value: str) -> str:
    """FileZilla writes passwords in base64: the password itself is what other files may hold."""
    try:
        read = base64.b64decode(value, validate=True).decode("utf-8")
    except (ValueError, binascii.Error):
        return value
    return read if read.isprintable() and len(read) >= _LEAST else value


_READERS: tuple[tuple[re.Pattern[str], Callable[[str], Iterator[Assignment]]], ...] = (
    (re.compile(r"(?i)(?:^|/)[._]netrc$"), _matches(_NETRC, "password")),
    (re.compile(r"(?i)(?:^|/)\.?pgpass(?:\.conf)?$"), _pgpass),
    (re.compile(r"(?i)(?:^|/)\.git-credentials$"), _matches(_URL_LOGIN, "password")),
    (re.compile(r"(?i)(?:\.docker/config\.json|\.dockercfg|dockerconfig\w*(?:\.json)?)$"),
     _matches(_DOCKER)),
    (re.compile(r"(?i)(?:^|/)\.npmrc$"), _matches(_NPM)),
    (re.compile(r"(?i)(?:^|/)(?:\.htpasswd|htpasswd|shadow)$"), _matches(_HTPASSWD, "password")),
    (re.compile(r"(?i)(?:filezilla|sitemanager|recentservers|webservers)[\w.-]*\.xml$"), _xml),
    (re.compile(r"(?i)(?:^|/)(?:master|config/credentials/\w+)\.key$"), _whole),
)  # fmt: skip


def read_format(path: str, text: str) -> Iterator[Assignment]:
    """Yield at most 500 secrets of a file that has a grammar of its own; nothing for others."""
    for pattern, read in _READERS:
        if pattern.search(path):
            for number, one in enumerate(read(text)):
                if number == MOST:
                    return
                if not is_placeholder(one.value) and not is_reference(one.value):
                    yield one


def has_format(path: str) -> bool:
    """Say whether a file has a grammar of its own."""
    return any(pattern.search(path) for pattern, _ in _READERS)
