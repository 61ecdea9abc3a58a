from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.net.http.decoding import decode

TEXT = b"The quick brown fox. " * 50
RAW = zlib.compressobj(wbits=-15)
RAW_DEFLATE = RAW.compress(TEXT) + RAW.flush()
ENCODED = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT),
    "deflate": zlib.compress(TEXT),
    "br": brotli.compress(TEXT),
    "zstd": zstandard.compress(TEXT),
}


@pytest.mark.parametrize("coding", ENCODED)
def test_each_encoding_is_undone(coding: str) -> None:
    decoded = decode(ENCODED[coding], f" {coding.upper()} ", len(TEXT))
    assert (decoded.body, decoded.encoding, decoded.why) == (TEXT, coding, "")


@pytest.mark.parametrize("coding", ENCODED)
def test_one_byte_past_the_limit_is_cut(coding: str) -> None:
    decoded = decode(ENCODED[coding], coding, len(TEXT) - 1)
    assert (decoded.body, decoded.why) == (TEXT[:-1], "decompressed past the limit")


@pytest.mark.parametrize("coding", ENCODED)
def test_a_stream_that_ends_early_says_so(coding: str) -> None:
    decoded = decode(ENCODED[coding][:-6], coding, 10_000)
    assert "ends in the middle" in decoded.why


@pytest.mark.parametrize("coding", ENCODED)
def test_a_corrupt_stream_comes_back_as_it_was_sent(coding: str) -> None:
    decoded = decode(b"\xff\xfenonsense", coding, 10_000)
    assert (decoded.body, decoded.encoding) == (b"\xff\xfenonsense", "")
    assert decoded.why == f"the {coding} stream is corrupt"


def test_bare_deflate_is_understood_too() -> None:
    assert decode(RAW_DEFLATE, "deflate", 10_000).body == TEXT


def test_layers_are_undone_from_the_outside_in() -> None:
    decoded = decode(brotli.compress(gzip.compress(TEXT)), "gzip, identity, br", 10_000)
    assert (decoded.body, decoded.encoding, decoded.why) == (TEXT, "gzip, br", "")


def test_what_follows_a_gzip_stream_is_ignored() -> None:
    assert decode(ENCODED["gzip"] + b"trailing", "gzip", 10_000).body == TEXT


@pytest.mark.parametrize("header", ["", "identity", " , "])
def test_no_encoding_leaves_the_body_alone(header: str) -> None:
    assert decode(b"as is", header, 2).body == b"as is"


def test_an_empty_body_has_no_encoding() -> None:
    decoded = decode(b"", "gzip", 100)
    assert (decoded.body, decoded.encoding, decoded.why) == (b"", "", "")


def test_too_many_layers_are_not_undone() -> None:
    decoded = decode(b"x", "gzip, gzip, gzip", 100)
    assert (decoded.body, decoded.why) == (b"x", "3 content encodings on top of each other")


@settings(deadline=None)
@given(
    st.binary(max_size=400) | st.sampled_from(list(ENCODED.values())),
    st.lists(st.sampled_from([*ENCODED, "identity", "odd"]), max_size=3).map(", ".join),
    st.integers(0, 300),
    st.integers(0, 60),
)
def test_anything_decodes_within_the_limit(body: bytes, header: str, limit: int, at: int) -> None:
    body = body[:at] + b"\x00" + body[at + 1 :]
    decoded = decode(body, header, limit)
    assert len(decoded.body) <= max(limit, len(body))
