"""DKIM-Signature headers: what a signature says of itself (RFC 6376 section 3.5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from launchready.derive.mail.message.parse import Message, unfolded
from launchready.derive.mail.tags import read_tags, squeeze
from launchready.derive.pattern import lazy

MOST_SIGNATURES = 10
MOST_SIGNED_HEADERS = 200
LONGEST = 16_384
_NEEDED = ("v", "a", "b", "bh", "d", "h", "s")
_NAME = lazy(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})?(\.[a-z0-9_]([a-z0-9_-]{0,62})?)*")
_BASE64 = lazy(r"[A-Za-z0-9+/]{4,4096}={0,2}")
_NUMBER = lazy(r"\d{1,12}")
_RUN = lazy(rb"[ \t\r\n]{200}")
_CANON = frozenset({"simple", "relaxed"})
Bare = Callable[[str], str]
"""A tag's name to its value without white space; empty where it is not there."""
ALGORITHMS = frozenset({"rsa-sha256", "ed25519-sha256"})


@dataclass(frozen=True, slots=True)
class SignatureHeader:
    """One DKIM-Signature header."""

    name: str
    raw: bytes
    domain: str
    selector: str
    algorithm: str
    signed: tuple[str, ...] = ()
    """The names of the signed headers, lower case (`h=`)."""
    identity: str = ""
    canonical: str = "simple/simple"
    covers: int | None = None
    at: datetime | None = None
    expires: datetime | None = None
    problem: str = ""
    """Why no receiver can verify it, in words; empty where it can be tried."""

    @property
    def key_name(self) -> str:
        """Where its public key is published."""
        return f"{self.selector}._domainkey.{self.domain}"


def signature_headers(message: Message) -> tuple[SignatureHeader, ...]:
    """Return the first ten signatures, topmost first."""
    found = [one for one in message.headers if one[0].lower() == "dkim-signature"]
    return tuple(read_signature(name, raw) for name, raw in found[:MOST_SIGNATURES])


def read_signature(name: str, raw: bytes) -> SignatureHeader:
    """Read one header; any bytes give a signature or the problem with it."""
    tags = read_tags(unfolded(raw, LONGEST))

    def bare(tag: str) -> str:
        return squeeze(tags.get(tag))

    signed = tuple(one.lower() for one in bare("h").split(":") if one)
    problem = _shape(raw)
    missing = [tag for tag in _NEEDED if not bare(tag)]
    if not problem and missing:
        problem = f"its {missing[0]}= tag is missing"
    if not problem and tags.duplicates:
        problem = f"its {tags.duplicates[0]}= tag stands twice"
    header = SignatureHeader(
        name,
        raw,
        domain=bare("d").lower().rstrip(".")[:253],
        selector=bare("s").lower()[:253],
        algorithm=bare("a").lower()[:40],
        signed=signed[:MOST_SIGNED_HEADERS],
        identity=bare("i").lower()[:400],
        canonical=_canonical(bare("c")),
        covers=_number(bare("l")),
        at=_moment(bare("t")),
        expires=_moment(bare("x")),
    )
    problem = problem or _fault(header, bare, len(signed))
    return replace(header, problem=problem)


def _shape(raw: bytes) -> str:
    if len(raw) > LONGEST:
        return "it is longer than any signature"
    return "it holds a run of white space that no signer writes" if _RUN.search(raw) else ""


def _fault(header: SignatureHeader, bare: Bare, signed: int) -> str:
    """Say what of the required grammar and rules is broken (RFC 6376 section 6.1.1)."""
    identity = header.identity.rpartition("@")[2]
    rules = (
        (bare("v") == "1", "its version is not 1"),
        (_NAME.fullmatch(header.domain) is not None, "its d= is no domain name"),
        (_NAME.fullmatch(header.selector) is not None, "its s= is no selector"),
        (header.canonical != "", "its c= names an unknown canonicalization"),
        (_BASE64.fullmatch(bare("b")) is not None, "its b= is not base64"),
        (_BASE64.fullmatch(bare("bh")) is not None, "its bh= is not base64"),
        ("from" in header.signed, "it does not sign the From header"),
        (signed <= MOST_SIGNED_HEADERS, "it signs more headers than any mail has"),
        (not bare("l") or header.covers is not None, "its l= is not a number"),
        (bare("q") in {"", "dns/txt"}, "its q= asks for an unknown way to find the key"),
        (
            not header.identity or f".{identity}".endswith(f".{header.domain}"),
            "its i= is not of the domain in d=",
        ),
    )
    return next((why for holds, why in rules if not holds), "")


def _canonical(text: str) -> str:
    header, _, body = (text.lower() or "simple").partition("/")
    body = body or "simple"
    return f"{header}/{body}" if {header, body} <= _CANON else ""


def _number(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) else None


def _moment(text: str) -> datetime | None:
    number = _number(text)
    try:
        return None if number is None else datetime.fromtimestamp(number, UTC)
    except (ValueError, OverflowError, OSError):
        return None
