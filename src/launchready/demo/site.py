"""One host of the demo product: its answers and its set-up, mutable to plant faults in."""

from __future__ import annotations

import gzip
import json
import secrets
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from launchready.demo.ca import Leaf

COMPRESSED = ("text/", "application/json", "application/javascript", "image/svg")
SMALLEST_COMPRESSED = 200
REDIRECT = 301


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    method: str
    host: str
    target: str
    """Path and query as sent."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names lower case."""
    body: bytes = b""
    secure: bool = True

    @property
    def path(self) -> str:
        """The path without the query."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The query without the question mark."""
        return self.target.partition("?")[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """One response; headers set here win over those of the site, an empty value removes one."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    edge_cached: bool = False
    """The edge may keep it: the second request is a HIT."""

    def having(self, *headers: tuple[str, str]) -> Answer:
        """Return the answer with more headers."""
        return replace(self, headers=(*self.headers, *headers))

    def without(self, *names: str) -> Answer:
        """Return the answer without some of its own headers."""
        return replace(self, headers=tuple(h for h in self.headers if h[0] not in names))


Respond = Callable[[Asked], Answer]
Cors = Callable[[Asked], tuple[tuple[str, str], ...]]


def html(text: str, status: int = 200) -> Answer:
    """Answer with a page that caches must ask about again."""
    headers = (("content-type", "text/html; charset=utf-8"), ("cache-control", "no-cache"))
    return Answer(status, text.encode(), headers)


def jsonic(value: object, status: int = 200) -> Answer:
    """Answer with JSON that nobody keeps."""
    headers = (("content-type", "application/json"), ("cache-control", "no-store"))
    return Answer(status, json.dumps(value).encode() + b"\n", headers)


def text(words: str, status: int = 200) -> Answer:
    """Answer with plain text that may be kept for an hour."""
    headers = (("content-type", "text/plain; charset=utf-8"), ("cache-control", "max-age=3600"))
    return Answer(status, words.encode(), headers)


def asset(body: str, kind: str) -> Answer:
    """Answer with a fingerprinted asset that may be kept for a year."""
    keep = "public, max-age=31536000, immutable"
    headers = (("content-type", kind), ("cache-control", keep))
    return Answer(200, body.encode(), headers, edge_cached=True)


def moved(target: str, status: int = REDIRECT) -> Answer:
    """Answer with a redirect."""
    headers = (("location", target), ("cache-control", "max-age=3600"))
    return Answer(status, b"", headers)


def to_https(asked: Asked) -> Answer:
    """Send plain HTTP to HTTPS on the same host, path and query kept."""
    return moved(f"https://{asked.host}{asked.target}")


def not_found(_: Asked) -> Answer:
    """Answer that there is no such page."""
    return html("<!doctype html><title>Not found</title><h1>There is no such page</h1>", 404)


def no_cors(_: Asked) -> tuple[tuple[str, str], ...]:
    """Let no other origin read anything."""
    return ()


def no_delay(_: Asked) -> float:
    """Answer at once."""
    return 0.0


@dataclass(slots=True)
class Site:
    """One host name, its pages and its TLS set-up."""

    name: str
    leaf: Leaf
    headers: dict[str, str] = field(default_factory=dict)
    """On every HTTPS answer; names lower case."""
    pages: dict[str, Respond] = field(default_factory=dict)
    """By path."""
    methods: dict[str, frozenset[str]] = field(default_factory=dict)
    """By path, where others than GET and HEAD are allowed."""
    missing: Respond = not_found
    plain: Respond = to_https
    cors: Cors = no_cors
    gate: Respond | None = None
    """Answers in place of every page, for hosts that are locked."""
    extra: tuple[tuple[str, str], ...] = ()
    """Headers sent besides, even when that repeats one."""
    compresses: bool = True
    behind_edge: bool = True
    """Answers as the edge network does; else as the origin itself."""
    http3: bool = True
    body_limit: int = 64 * 1024
    delay: Callable[[Asked], float] = no_delay
    """Seconds before an answer."""
    tls: bool = True
    """False: the HTTPS port speaks plain HTTP."""
    oldest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_2
    newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3
    ciphers: str = "ECDHE+AESGCM:ECDHE+CHACHA20"
    alpn: tuple[str, ...] = ("h2", "http/1.1")
    _kept: set[str] = field(default_factory=set)

    def answer(self, asked: Asked) -> Answer:
        """Answer one request as this host does."""
        if not asked.secure:
            return self._finished(asked, self.plain(asked))
        if asked.method == "OPTIONS":
            found = Answer(204, b"", (("cache-control", "no-store"),))
        else:
            found = self._respond(asked)
        return self._finished(asked, found.having(*self.cors(asked)))

    def too_large(self, asked: Asked) -> Answer:
        """Refuse a body over the limit (RFC 9110 section 15.5.14)."""
        return self._finished(asked, jsonic({"error": "the body is too large"}, 413))

    def _respond(self, asked: Asked) -> Answer:
        if self.gate is not None:
            return self.gate(asked)
        respond = self.pages.get(asked.path)
        if respond is None:
            return self.missing(asked)
        allowed = self.methods.get(asked.path, frozenset({"GET", "HEAD"}))
        if asked.method not in allowed:
            refusal = jsonic({"error": "this method is not allowed here"}, 405)
            return refusal.having(("allow", ", ".join(sorted(allowed))))
        return respond(asked)

    def _finished(self, asked: Asked, found: Answer) -> Answer:
        headers = dict(self.headers) if asked.secure else {}
        headers.update(self._edge(asked, found))
        own = {name for name, _ in found.headers}
        pairs = [(name, value) for name, value in headers.items() if name not in own]
        pairs += [(name, value) for name, value in found.headers if value]
        pairs += self.extra
        body, packed = self._packed(asked, found)
        pairs += packed
        return replace(found, body=body, headers=tuple(pairs))

    def _edge(self, asked: Asked, found: Answer) -> dict[str, str]:
        if not self.behind_edge:
            return {}
        state = "DYNAMIC"
        if found.edge_cached:
            state = "HIT" if asked.target in self._kept else "MISS"
            self._kept.add(asked.target)
        headers = {
            "server": "cloudflare",
            "cf-ray": f"{secrets.token_hex(8)}-AMS",
            "cf-cache-status": state,
        }
        if self.http3 and asked.secure:
            headers["alt-svc"] = 'h3=":443"; ma=86400'
        return headers

    def _packed(self, asked: Asked, found: Answer) -> tuple[bytes, list[tuple[str, str]]]:
        kind = next((value for name, value in found.headers if name == "content-type"), "")
        if not self.compresses or not kind.startswith(COMPRESSED):
            return found.body, []
        vary = ("vary", "accept-encoding")
        wanted = "gzip" in asked.headers.get("accept-encoding", "")
        if not wanted or len(found.body) < SMALLEST_COMPRESSED:
            return found.body, [vary]
        return gzip.compress(found.body, 6), [vary, ("content-encoding", "gzip")]
