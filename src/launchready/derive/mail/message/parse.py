"""Take a message apart within fixed bounds (RFC 5322, RFC 2045, RFC 2046).

Python's own parser recurses with the nesting of a message and keeps every part, which a hostile
message turns into hours; this one visits each byte a bounded number of times.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from launchready.derive.pattern import lazy

MOST_BYTES = 25 * 1024 * 1024
MOST_HEADER_BYTES = 256 * 1024
MOST_HEADERS = 1_000
MOST_PARTS = 200
MOST_DEPTH = 20
MOST_TEXT = 1_000_000
"""Bytes of one text part that are read, and characters of all together after which no more are."""

_FIELD = lazy(rb"([\x21-\x39\x3b-\x7e]{1,200})[ \t]*:")
_PARAMETER = lazy(
    r";\s{0,20}([!#$&+.^_`|~\w-]{1,60})\s{0,20}=\s{0,20}(?:\"((?:[^\"\\]|\\.){0,500}+)\"|([^\s;\"]{1,500}))"
)
_CHARSETS = lazy(
    r"us-ascii|utf-?8|iso-8859-\d{1,2}|windows-125\d|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis"
    r"|euc-jp|euc-kr|iso-2022-jp",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One text part, decoded."""

    kind: str
    """`text/plain`, `text/html`."""
    text: str


@dataclass(slots=True)
class Message:
    """A message taken apart."""

    headers: list[tuple[str, bytes]]
    """Names as sent; values unchanged, folding kept, without the last line end."""
    body: bytes
    """Everything after the header, word for word."""
    texts: list[Part] = field(default_factory=list)
    parts: int = 0
    problems: list[str] = field(default_factory=list)

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a header, unfolded, topmost first."""
        wanted = name.lower()
        return tuple(unfolded(value) for key, value in self.headers if key.lower() == wanted)

    def first(self, name: str) -> str:
        """Return the topmost value of a header, unfolded; empty where there is none."""
        return next(iter(self.all(name)), "")

    def trouble(self, why: str) -> None:
        """Note a problem, once."""
        if why not in self.problems:
            self.problems.append(why)


def parse_message(raw: bytes) -> Message:
    """Take any bytes apart. What is past the bounds is left out and told in `problems`."""
    cut = raw[:MOST_BYTES]
    headers, body, problems = _split(cut)
    message = Message(headers, body, problems=problems)
    if len(raw) > len(cut):
        message.trouble("it is longer than 25 MB, and the rest was not read")
    if not headers:
        message.trouble("it has no header: is it a saved mail (.eml)?")
    _walk(message, message.first("content-type"), message.first("content-transfer-encoding"), body)
    return message


def unfolded(value: bytes, most: int = 16_384) -> str:
    """Return a header's value on one line, at most `most` characters."""
    text = value[: 2 * most].decode("utf-8", "replace")
    return " ".join(text.split())[:most]


def _split(raw: bytes) -> tuple[list[tuple[str, bytes]], bytes, list[str]]:
    """Part the header from the body; tolerate an mbox line in front."""
    lines: list[tuple[str, list[bytes]]] = []
    problems: list[str] = []
    at, body = 0, b""
    while at < len(raw):
        end = raw.find(b"\n", at)
        end = len(raw) if end < 0 else end + 1
        line = raw[at:end].rstrip(b"\r\n")
        if not line:
            body = raw[end:]
            break
        if end > MOST_HEADER_BYTES or len(lines) >= MOST_HEADERS:
            problems.append("its header is longer than any mail's, and the rest was not read")
            body = _after_blank_line(raw, at)
            break
        found = _FIELD.match(line)
        if line[:1] in b" \t" and lines:
            lines[-1][1].append(line)
        elif found is not None:
            lines.append((found[1].decode("ascii"), [line[found.end() :]]))
        elif not line.startswith((b"From ", b">From ")):
            problems.append("a line of its header is no header")
            body = raw[at:]
            break
        at = end
    return [(name, b"\r\n".join(values)) for name, values in lines], body, problems


def _after_blank_line(raw: bytes, at: int) -> bytes:
    places = [
        (place, len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (place := raw.find(mark, at)) >= 0
    ]
    if not places:
        return b""
    place, length = min(places)
    return raw[place + length :]


def _walk(message: Message, content_type: str, encoding: str, body: bytes) -> None:
    """Visit the parts depth first with an own stack, so that no nesting can exhaust Python's."""
    waiting = [(content_type, encoding, body, 0)]
    while waiting:
        content_type, encoding, body, depth = waiting.pop()
        kind, parameters = read_content_type(content_type)
        message.parts += 1
        if message.parts > MOST_PARTS:
            message.trouble(f"it has more than {MOST_PARTS} parts, and the rest was not read")
            return
        if kind.startswith("multipart/"):
            boundary = parameters.get("boundary", "")
            if not boundary:
                message.trouble("a multipart section names no boundary")
            elif depth >= MOST_DEPTH:
                message.trouble(f"its parts nest deeper than {MOST_DEPTH} levels")
            else:
                inner = list(_sections(body, boundary.encode("utf-8", "replace")))
                waiting.extend((*one, depth + 1) for one in reversed(inner))
        elif kind in {"text/plain", "text/html"}:
            text = _text(body, encoding, parameters.get("charset", ""))
            if sum(len(one.text) for one in message.texts) < MOST_TEXT:
                message.texts.append(Part(kind, text[:MOST_TEXT]))


def _sections(body: bytes, boundary: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Yield type, encoding and content of each section of a multipart body."""
    mark = b"\n--" + boundary
    place = 0 if body.startswith(mark[1:]) else body.find(mark) + 1
    if place == 0 and not body.startswith(mark[1:]):
        return
    for _ in range(MOST_PARTS + 1):
        if body.startswith(b"--", place + len(mark) - 1):
            return
        line = body.find(b"\n", place)
        begin = len(body) if line < 0 else line + 1
        following = body.find(mark, max(0, begin - 1))
        end = len(body) if following < 0 else following
        headers, content, _ = _split(body[begin:end])
        fields = {name.lower(): unfolded(value) for name, value in reversed(headers)}
        yield (
            fields.get("content-type", ""),
            fields.get("content-transfer-encoding", ""),
            content,
        )
        if following < 0:
            return
        place = following + 1


def read_content_type(text: str) -> tuple[str, dict[str, str]]:
    """Return the lower-case type and its parameters; `text/plain` where there is none."""
    kind, _, _ = text.partition(";")
    parameters: dict[str, str] = {}
    for found in _PARAMETER.finditer(text[:4_096]):
        quoted = found[2]
        value = found[3] if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
        parameters.setdefault(found[1].lower(), value)
    kind = kind.strip().lower()
    return (kind if "/" in kind else "text/plain"), parameters


def _text(body: bytes, encoding: str, charset: str) -> str:
    data = body[:MOST_TEXT]
    coding = encoding.strip().lower()
    if coding == "base64":
        data = _base64(data)
    elif coding == "quoted-printable":
        data = quopri.decodestring(data)
    known = charset if _CHARSETS.fullmatch(charset) else "utf-8"
    try:
        return data.decode(known, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _base64(data: bytes) -> bytes:
    """Decode what is there; a last character alone says nothing (RFC 4648 section 4)."""
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))
