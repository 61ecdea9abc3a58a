"""Undo content encodings without trusting them: a bomb costs no more than the limit."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

import brotli
import zstandard

_MOST_LAYERS = 2
_SLICE = 65536
_ZSTD_WINDOW = 8 * 1024 * 1024
"""RFC 9659: the largest window for content encoding, and the most memory it may take."""
_BOMB = "decompressed past the limit"
_UNFINISHED = "ends in the middle"
_CORRUPT = "is corrupt"
_GZIP, _ZLIB, _RAW = 31, 15, -15

_Undone = tuple[bytes, str]
"""What was decoded, and what went wrong; empty: nothing."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Content, the encodings undone, and why it is not all of the content (empty: it is)."""

    body: bytes
    encoding: str = ""
    why: str = ""


def decode(body: bytes, header: str, limit: int) -> Decoded:
    """Undo a Content-Encoding header's encodings, up to `limit` bytes. Never raises.

    A body that cannot be decoded comes back as far as it could be, or as it was sent.
    """
    layers = [name.strip().lower() for name in header.split(",")]
    layers = [name for name in layers if name and name != "identity"]
    if not layers or not body:
        return Decoded(body)
    if len(layers) > _MOST_LAYERS:
        return Decoded(body, why=f"{len(layers)} content encodings on top of each other")
    unknown = next((name for name in layers if name not in _DECODERS), None)
    if unknown is not None:
        return Decoded(body, why=f"content encoding {unknown[:40]!r} is not one we decode")
    why = ""
    for name in reversed(layers):
        undone, problem = _DECODERS[name](body, limit)
        if problem and not undone:
            return Decoded(body, why=_words(name, problem))
        body, why = undone, why or _words(name, problem)
    return Decoded(body, ", ".join(layers), why)


def _words(name: str, problem: str) -> str:
    if not problem or problem is _BOMB:
        return problem
    return f"the {name} stream {problem}"


def _inflate(data: bytes, limit: int, window: int) -> _Undone:
    stream = zlib.decompressobj(window)
    out = bytearray()
    for at in range(0, len(data), _SLICE):
        try:
            out += stream.decompress(data[at : at + _SLICE], limit + 1 - len(out))
        except zlib.error:
            return bytes(out), _CORRUPT
        if len(out) > limit:
            return bytes(out[:limit]), _BOMB
        if stream.eof:
            # Browsers ignore what follows the first member.
            return bytes(out), ""
    return bytes(out), _UNFINISHED


def _gzip(data: bytes, limit: int) -> _Undone:
    return _inflate(data, limit, _GZIP)


def _deflate(data: bytes, limit: int) -> _Undone:
    """RFC 9110 8.4.1.2 means the zlib format; some servers send the bare stream."""
    out, problem = _inflate(data, limit, _ZLIB)
    return _inflate(data, limit, _RAW) if problem is _CORRUPT and not out else (out, problem)


def _brotli(data: bytes, limit: int) -> _Undone:
    stream = brotli.Decompressor()
    out = bytearray()
    for at in range(0, len(data), _SLICE):
        room = limit + 1 - len(out)
        try:
            out += stream.process(data[at : at + _SLICE], output_buffer_limit=room)
        except brotli.error:
            return bytes(out), _CORRUPT
        if len(out) > limit:
            return bytes(out[:limit]), _BOMB
    return bytes(out), "" if stream.is_finished() else _UNFINISHED


def _zstd(data: bytes, limit: int) -> _Undone:
    codec = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    try:
        out = codec.stream_reader(data).read(limit + 1)
        if len(out) > limit:
            return out[:limit], _BOMB
        # The reader does not tell an end from a cut; all of it is known to fit by now.
        whole = codec.decompressobj()
        whole.decompress(data)
    except zstandard.ZstdError:
        return b"", _CORRUPT
    return out, "" if whole.eof else _UNFINISHED


_DECODERS: dict[str, Callable[[bytes, int], _Undone]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
