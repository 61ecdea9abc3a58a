from __future__ import annotations

import pytest

from launchready.derive.mail.message.authentication_results import read_statement
from launchready.derive.mail.message.header import Envelope, read_header
from launchready.derive.mail.message.parse import parse_message
from launchready.derive.mail.message.received import delivering_hop, envelope_sender

NOTHING = read_statement("")
GMAIL = (
    "by 2002:a05:6e02:1a2b:b0:3f1:aaaa:bbbb with SMTP id x; Mon, 5 Oct 2026 03:00:02 -0700 (PDT)"
)
POSTFIX = (
    "from mail.shop.example (mail.shop.example [192.0.2.1]) by mx.test (Postfix) with ESMTPS id 1;"
    " Mon, 5 Oct 2026 10:00:00 +0000"
)


@pytest.mark.parametrize(
    ("received", "spf", "peer", "helo"),
    [
        pytest.param([POSTFIX], "", "192.0.2.1", "mail.shop.example", id="Postfix"),
        pytest.param([GMAIL, POSTFIX], "", "192.0.2.1", "mail.shop.example", id="Gmail inside"),
        pytest.param(
            ["from out ([10.0.0.7]) by in", "from m.esp.example ([8.8.8.8]) by mx.test"],
            "",
            "8.8.8.8",
            "m.esp.example",
            id="a step between private addresses first",
        ),
        pytest.param(
            [GMAIL],
            "pass (google.com: x designates 1.1.1.1) client-ip=1.1.1.1;",
            "1.1.1.1",
            "",
            id="Received-SPF",
        ),
        pytest.param(
            ["from x (HELO mail.shop.example) (192.0.2.1 [192.0.2.1]) by y"],
            "",
            "192.0.2.1",
            "mail.shop.example",
            id="HELO in a comment",
        ),
        pytest.param(
            ["from a.example ([IPv6:2001:db8::1]) by b"], "", "2001:db8::1", "a.example", id="IPv6"
        ),
        pytest.param(["from a.example ([999.1.1.1]) by b"], "", "", "", id="no address"),
        pytest.param([], "", "", "", id="nothing"),
    ],
)
def test_finds_who_delivered(received: list[str], spf: str, peer: str, helo: str) -> None:
    hop = delivering_hop(received, spf, NOTHING)
    assert (hop.peer, hop.helo) == (peer, helo)


@pytest.mark.parametrize(
    ("path", "statement", "sender"),
    [
        (["<bounce@shop.example>"], "", "bounce@shop.example"),
        (["<>"], "", ""),
        ([], "mx; spf=pass smtp.mailfrom=a@b.example", "a@b.example"),
        ([], "mx; spf=pass smtp.mailfrom=b.example", "postmaster@b.example"),
        ([], "", None),
        (["rubbish"], "", None),
    ],
)
def test_finds_the_envelope_sender(path: list[str], statement: str, sender: str | None) -> None:
    assert envelope_sender(path, read_statement(statement)) == sender


def test_what_is_given_goes_before_what_the_header_says() -> None:
    message = parse_message(f"Return-Path: <x@y.example>\r\nReceived: {POSTFIX}\r\n\r\n".encode())
    read = read_header("m", message, 1, Envelope(peer="198.51.100.1", sender=""))
    assert (read.peer, read.envelope, read.bounce) == ("198.51.100.1", "", True)
    assert read.received is not None
    assert read.received.isoformat() == "2026-10-05T10:00:00+00:00"
