from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.mail.message.header import Envelope, read_header
from launchready.derive.mail.message.links import links_of
from launchready.derive.mail.message.parse import MOST_PARTS, Message, parse_message, unfolded
from launchready.derive.mail.message.signature import signature_headers

HEAD = b"From: Shop <hi@shop.example>\r\nSubject: Hi\r\n"


def nested(depth: int) -> bytes:
    text = b"Content-Type: text/plain\r\n\r\nhello\r\n"
    for level in range(depth):
        mark = b"b%d" % level
        text = b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n--%s\r\n%s\r\n--%s--\r\n' % (
            mark,
            mark,
            text,
            mark,
        )
    return HEAD + text


def test_reads_text_and_html_of_an_ordinary_mail() -> None:
    message = parse_message(
        HEAD + b'Content-Type: multipart/alternative; boundary="x"\n\nIgnore\n--x\n'
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        b"Y2Fmw6k=\n--x\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
        b'<a href=3D"https://shop.example/">go</a>\n--x--\n'
    )
    assert [(one.kind, one.text.strip()) for one in message.texts] == [
        ("text/plain", "café"),
        ("text/html", '<a href="https://shop.example/">go</a>'),
    ]
    assert message.problems == []


def test_keeps_signed_bytes_as_they_are() -> None:
    message = parse_message(b"Subject:  a\r\n\tb \r\nX: y\r\n\r\nbody\r\n\r\n")
    assert message.headers == [("Subject", b"  a\r\n\tb "), ("X", b" y")]
    assert message.body == b"body\r\n\r\n"
    assert message.first("subject") == "a b"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        pytest.param(b"", "it has no header: is it a saved mail (.eml)?", id="empty"),
        pytest.param(b"\x00\xff" * 999, "a line of its header is no header", id="binary"),
        pytest.param(
            HEAD + b"X: y\r\n" * 2_000,
            "its header is longer than any mail's, and the rest was not read",
            id="many headers",
        ),
        pytest.param(
            HEAD + b"X: y\r\n" + b" z\r\n" * 200_000,
            "its header is longer than any mail's, and the rest was not read",
            id="an endless folded header",
        ),
        pytest.param(nested(40), "its parts nest deeper than 20 levels", id="deep"),
        pytest.param(
            HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 999,
            f"it has more than {MOST_PARTS} parts, and the rest was not read",
            id="wide",
        ),
        pytest.param(
            HEAD + b"Content-Type: multipart/mixed\r\n\r\nx",
            "a multipart section names no boundary",
            id="no boundary",
        ),
    ],
)
def test_bombs_and_rubbish_are_named_and_bounded(raw: bytes, problem: str) -> None:
    message = parse_message(raw)
    assert problem in message.problems
    assert message.parts <= MOST_PARTS + 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"a" * 20_000_000, id="one line"),
        pytest.param(b"\r\n" * 10_000_000, id="empty lines"),
        pytest.param(b" " * 20_000_000, id="spaces"),
        pytest.param(b"http://a.b/" * 1_800_000, id="links"),
        pytest.param(b"<a href='" * 2_000_000, id="open tags"),
        pytest.param(b"--b\r\n" * 4_000_000, id="boundaries"),
    ],
)
@pytest.mark.parametrize("kind", [b"text/plain", b"text/html", b"multipart/mixed; boundary=b"])
def test_twenty_megabytes_end_soon(kind: bytes, body: bytes) -> None:
    began = time.monotonic()
    message = parse_message(HEAD + b"Content-Type: " + kind + b"\r\n\r\n" + body)
    assert len(links_of(message)[0]) <= 100
    assert time.monotonic() - began < 20


def test_more_than_twenty_five_megabytes_are_cut_and_told() -> None:
    message = parse_message(HEAD + b"\r\n" + b"x" * (26 * 1024 * 1024))
    assert "it is longer than 25 MB, and the rest was not read" in message.problems
    assert len(message.body) < 25 * 1024 * 1024


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_give_a_message(raw: bytes) -> None:
    message = parse_message(raw)
    assert isinstance(message, Message)
    read_header("m", message, len(raw), Envelope())
    links_of(message)
    signature_headers(message)


LINES = st.sampled_from(
    [
        *("From: a@b.example", "From: ", "Received: from x ([192.0.2.1]) by y; now", "Date: never"),
        *(
            "Content-Type: multipart/mixed; boundary=b",
            "--b",
            "--b--",
            "",
            "Content-Type: text/html",
        ),
        *("DKIM-Signature: v=1; a=; d=..; s=x; h=from; bh=x; b=x; l=99999999999999", " folded"),
        *(
            "Authentication-Results: mx; dkim=(((",
            "ARC-Seal: i=1; cv=none; d=",
            "<a href='http://[",
        ),
        *("Return-Path: <>", "Subject: =?utf-8?b?////?=", "List-Unsubscribe: <https://", "\x00"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=30))
def test_any_order_of_mail_like_lines_is_read(lines: list[str]) -> None:
    raw = "\r\n".join(lines).encode()
    message = parse_message(raw)
    read_header("m", message, len(raw), Envelope())
    links_of(message)
    signature_headers(message)


def test_unfolding_joins_lines_and_bounds_them() -> None:
    assert unfolded(b" a\r\n  b") == "a b"
    assert len(unfolded(b"x" * 99_999)) == 16_384
