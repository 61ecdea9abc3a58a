from __future__ import annotations

import ssl
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.net.tls.hello import Hello, Version, server_name
from launchready.net.tls.reply import (
    CLOSED,
    FOREIGN,
    HALF,
    NOTHING,
    Accepted,
    Other,
    Refused,
    read_reply,
    recognise,
)
from launchready.net.tls.suites import BEFORE_TLS12, ORDINARY, SUITES, WEAK, name_of


def record(kind: int, content: bytes, version: int = 0x0303) -> bytes:
    return bytes([kind]) + version.to_bytes(2) + len(content).to_bytes(2) + content


def message(kind: int, body: bytes) -> bytes:
    return bytes([kind]) + len(body).to_bytes(3) + body


def server_hello(suite: int = 0xC02F, version: int = 0x0303, session: bytes = b"") -> bytes:
    body = version.to_bytes(2) + bytes(32) + bytes([len(session)]) + session
    return message(2, body + suite.to_bytes(2) + b"\x00")


def certificates(*ders: bytes) -> bytes:
    entries = b"".join(len(der).to_bytes(3) + der for der in ders)
    return message(11, len(entries).to_bytes(3) + entries)


KEY_EXCHANGE = message(12, b"\x03\x00\x17")
STATUS = message(22, b"\x01\x00\x00\x01\x00")
DONE = message(14, b"")
UNRECOGNIZED = record(21, b"\x01\x70")
FATAL = record(21, b"\x02\x28")


def test_a_server_hello_tells_version_and_suite() -> None:
    assert read_reply(record(22, server_hello(0x000A)), flight=False) == Accepted(0x0303, 0x000A)


def test_a_session_id_does_not_shift_the_suite() -> None:
    hello = server_hello(0x0005, session=bytes(32))
    assert read_reply(record(22, hello), flight=False) == Accepted(0x0303, 0x0005)


def test_the_flight_holds_chain_and_staple() -> None:
    flight = server_hello() + certificates(b"leaf", b"issuer") + STATUS + KEY_EXCHANGE + DONE
    assert read_reply(record(22, flight), flight=True) == Accepted(
        0x0303, 0xC02F, (b"leaf", b"issuer"), stapled=True
    )


@pytest.mark.parametrize("after", [KEY_EXCHANGE, DONE])
def test_a_flight_without_status_was_not_stapled(after: bytes) -> None:
    flight = record(22, server_hello() + certificates(b"leaf") + after)
    assert read_reply(flight, flight=True) == Accepted(0x0303, 0xC02F, (b"leaf",), stapled=False)


def test_messages_split_over_records_are_joined() -> None:
    flight = server_hello() + certificates(b"leaf" * 50) + DONE
    records = b"".join(record(22, flight[at : at + 7]) for at in range(0, len(flight), 7))
    found = read_reply(records, flight=True)
    assert found == Accepted(0x0303, 0xC02F, (b"leaf" * 50,), stapled=False)


def test_a_flight_cut_short_keeps_what_was_read_and_knows_no_staple() -> None:
    cut = record(22, server_hello() + certificates(b"leaf"))
    assert read_reply(cut, flight=True) is None
    assert read_reply(cut, flight=True, ended=CLOSED) == Accepted(0x0303, 0xC02F, (b"leaf",))


def test_a_fatal_alert_is_a_refusal_by_name() -> None:
    assert read_reply(FATAL, flight=True) == Refused("handshake failure")


def test_an_alert_without_a_name_keeps_its_number() -> None:
    assert read_reply(record(21, b"\x02\xfe"), flight=True) == Refused("alert 254")


def test_a_warning_before_the_hello_is_passed_over() -> None:
    found = read_reply(UNRECOGNIZED + record(22, server_hello()), flight=False)
    assert found == Accepted(0x0303, 0xC02F)


def test_a_warning_does_not_cut_the_flight_short() -> None:
    begun = UNRECOGNIZED + record(22, server_hello())
    assert read_reply(begun, flight=True) is None


def test_a_warning_and_nothing_more_is_a_refusal() -> None:
    assert read_reply(UNRECOGNIZED, flight=False) is None
    assert read_reply(UNRECOGNIZED, flight=False, ended=CLOSED) == Refused("unrecognized name")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n", "plain HTTP"),
        (b"<html><body>400</body></html>", "plain HTTP"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "SSH"),
        (b"220 mail.test ESMTP\r\n", "SMTP or FTP"),
        (b"\x00\x01\x02\x03" * 8, FOREIGN),
        (b"\x16\x99garbage-garbage-garbage", FOREIGN),
    ],
)
def test_other_protocols_are_called_by_name(said: bytes, name: str) -> None:
    assert read_reply(said, flight=False) == Other(name)
    assert recognise(said) == name


def test_the_start_of_a_greeting_is_waited_for() -> None:
    assert read_reply(b"HT", flight=False) is None
    assert read_reply(b"HT", flight=False, ended=NOTHING) == Other(FOREIGN)


@pytest.mark.parametrize("ended", [CLOSED, NOTHING])
def test_silence_and_half_answers_are_told_apart(ended: str) -> None:
    assert read_reply(b"", flight=False, ended=ended) == Other(ended)
    assert read_reply(b"\x16\x03\x03\x00", flight=False, ended=ended) == Other(HALF)


@pytest.mark.parametrize(
    "broken",
    [
        record(22, message(2, b"\x03\x03short")),
        record(22, message(11, b"\x00\x00\x00")),
        record(22, b"") + record(23, b"application"),
        b"\x16\x03\x03\xff\xff" + bytes(40),
    ],
)
def test_tls_that_makes_no_sense_is_not_taken_for_tls(broken: bytes) -> None:
    assert read_reply(broken, flight=False) == Other(FOREIGN)


@given(st.binary(max_size=400), st.booleans(), st.sampled_from(["", CLOSED, NOTHING]))
@settings(max_examples=150, deadline=None)
def test_no_bytes_break_the_reader(received: bytes, flight: bool, ended: str) -> None:
    found = read_reply(received, flight=flight, ended=ended)
    assert found is not None or not ended


_PARTS = [server_hello(), certificates(b"x"), STATUS, DONE, KEY_EXCHANGE, UNRECOGNIZED, FATAL]


@given(
    st.lists(
        st.one_of(
            st.sampled_from(_PARTS).map(lambda part: record(22, part)),
            st.sampled_from([UNRECOGNIZED, FATAL]),
            st.binary(max_size=30).map(lambda noise: record(22, noise)),
        ),
        max_size=8,
    ),
    st.integers(0, 300),
)
@settings(max_examples=150, deadline=None)
def test_more_bytes_never_undo_an_answer(records: Sequence[bytes], cut: int) -> None:
    whole = b"".join(records)
    early = read_reply(whole[:cut], flight=False)
    if isinstance(early, Accepted):
        assert isinstance(read_reply(whole, flight=False), Accepted)
    assert read_reply(whole, flight=True, ended=CLOSED) is not None


def test_openssl_reads_our_hellos() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    asked: list[str | None] = []
    context.sni_callback = lambda _socket, name, _context: asked.append(name)
    for host in ("shop.test", "127.0.0.1", "bücher.test"):
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = context.wrap_bio(incoming, outgoing, server_side=True)
        incoming.write(Hello(Version.TLS12, ORDINARY, host, staple=True).wire())
        with pytest.raises(ssl.SSLError, match="NO_SHARED_CIPHER"):
            tls.do_handshake()
        assert read_reply(outgoing.read(), flight=False) == Refused("handshake failure")
    assert asked == ["shop.test", None, "xn--bcher-kva.test"]


@pytest.mark.parametrize("count", [1, 20, 40, 60, 80, 100, 150, 225])
def test_no_hello_has_a_size_that_load_balancers_hang_on(count: int) -> None:
    suites = [suite.code for suite in SUITES[:count]]
    for staple in (False, True):
        wire = Hello(Version.TLS12, suites, "shop.test", staple=staple).wire()
        assert not 256 <= len(wire) - 5 < 512


def test_an_ssl3_hello_has_no_extensions() -> None:
    wire = Hello(Version.SSL3, BEFORE_TLS12, "shop.test").wire()
    assert wire[1:3] == wire[9:11] == b"\x03\x00"
    assert wire.endswith(b"\x00\xff\x01\x00")


@pytest.mark.parametrize(
    "host", ["[::1]", "10.0.0.1", "", "x" * 300, "bad\ud800", "a b", "a\0b", ".a", "a..b"]
)
def test_what_is_no_name_is_not_sent_as_one(host: str) -> None:
    assert server_name(host) == b""


def test_versions_are_called_as_the_facts_call_them() -> None:
    assert [version.label for version in Version] == ["SSLv3", "TLSv1.0", "TLSv1.1", "TLSv1.2"]


def test_weak_suites_are_those_that_protect_too_little() -> None:
    weaknesses = {suite.name: suite.weakness for suite in SUITES}
    assert weaknesses["TLS_RSA_WITH_3DES_EDE_CBC_SHA"] == "3DES"
    assert weaknesses["TLS_RSA_WITH_DES_CBC_SHA"] == "DES"
    assert weaknesses["TLS_RSA_EXPORT_WITH_DES40_CBC_SHA"] == "EXPORT"
    assert weaknesses["TLS_ECDH_anon_WITH_AES_128_CBC_SHA"] == "anon"
    assert weaknesses["TLS_ECDHE_RSA_WITH_RC4_128_SHA"] == "RC4"
    assert weaknesses["TLS_RSA_WITH_NULL_SHA256"] == "NULL"
    assert weaknesses["TLS_RSA_WITH_AES_128_CBC_SHA"] is None
    assert not set(WEAK) & set(ORDINARY)


def test_suites_have_the_code_points_that_openssl_gives_them() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_ciphers("ALL:COMPLEMENTOFALL:!PSK:!SRP:@SECLEVEL=0")
    codes = {int(each["id"]) & 0xFFFF for each in context.get_ciphers()}
    assert len(codes) > 50
    assert not [code for code in codes if name_of(code).startswith("0x")]
    assert name_of(0xEEEE) == "0xEEEE"
