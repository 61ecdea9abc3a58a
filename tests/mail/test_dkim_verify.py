"""Signatures: RFC 6376's and RFC 8463's own messages, dkimpy's vectors, and hostile ones."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dkim
import pytest

from launchready.derive.mail.message.parse import parse_message
from launchready.derive.mail.message.signature import signature_headers
from launchready.facts.dns import Answer, Status
from launchready.facts.message import Authentic, Signature
from launchready.mail.dkim_verify import verify_signatures

VECTORS = Path(__file__).parents[2] / ".venv" / "vectors" / "dkim"
AT = datetime.now(UTC)
MESSAGE = b"From: hi@shop.example\r\nSubject: Hi\r\n\r\nHello\r\n\r\nWorld  x\r\n"


def vector(name: str) -> bytes:
    path = VECTORS / name
    if not path.exists():
        pytest.fail("dkimpy's vectors are missing: run tools/fetch-vectors")
    return path.read_bytes()


def verified(raw: bytes, keys: dict[str, str], when: datetime = AT) -> tuple[Signature, ...]:
    message = parse_message(raw)

    def answer(name: str) -> Answer:
        text = keys.get(name, keys.get("", ""))
        values = (text,) if text else ()
        status = Status.ANSWERED if text else Status.NO_SUCH_NAME
        return Answer(name, "TXT", status, values)

    headers = signature_headers(message)
    return verify_signatures(message, [(one, answer(one.key_name)) for one in headers], when)


def signed(raw: bytes = MESSAGE, **how: Any) -> bytes:
    header: bytes = dkim.sign(raw, b"test", b"shop.example", vector("2048_testkey.key"), **how)
    return header + raw


def key() -> dict[str, str]:
    return {"": vector("2048_testkey_wo_markers.pub.txt").decode()}


@pytest.mark.parametrize("header", [b"simple", b"relaxed"])
@pytest.mark.parametrize("body", [b"simple", b"relaxed"])
def test_what_dkimpy_signs_verifies(header: bytes, body: bytes) -> None:
    [one] = verified(signed(canonicalize=(header, body)), key())
    assert (one.result, one.reason, one.bits, one.weak) == (Authentic.PASS, "it verifies", 2048, "")


def test_line_ends_of_a_saved_file_do_not_matter() -> None:
    [one] = verified(signed().replace(b"\r\n", b"\n"), key())
    assert one.result is Authentic.PASS


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"World", b"Worlds", "the text was changed after signing (the body hash did not verify)"),
        (
            b"Subject: Hi",
            b"Subject: Ho",
            "a signed header was changed, or the published key is not the signer's",
        ),
        (
            b"From: hi@shop.example",
            b"From: x@shop.example\r\nFrom: hi@shop.example",
            "a signed header was changed, or the published key is not the signer's",
        ),
    ],
)
def test_a_change_is_named(old: bytes, new: bytes, reason: str) -> None:
    raw = signed()
    head, _, rest = raw.partition(b"\r\nFrom")
    [one] = verified(head + (b"\r\nFrom" + rest).replace(old, new), key())
    assert (one.result, one.reason) == (Authentic.FAIL, reason)


def test_a_signature_of_a_part_is_called_weak() -> None:
    [one] = verified(signed(length=True) + b"More that nobody signed\r\n", key())
    assert one.result is Authentic.PASS
    assert one.weak == "it covers only the first 19 bytes of the text (l=)"


@pytest.mark.parametrize(
    ("record", "result", "reason"),
    [
        (
            "",
            Authentic.PERMERROR,
            "its key is missing: test._domainkey.shop.example has no DKIM record",
        ),
        ("v=DKIM1; p=", Authentic.FAIL, "its key test._domainkey.shop.example is revoked"),
        (
            "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
            Authentic.PERMERROR,
            "its key test._domainkey.shop.example is of another kind, ed25519",
        ),
    ],
)
def test_a_bad_key_is_named(record: str, result: Authentic, reason: str) -> None:
    vector("2048_testkey.key")
    [one] = verified(signed(), {"": record} if record else {})
    assert (one.result, one.reason) == (result, reason)


def test_a_short_key_is_refused() -> None:
    header = dkim.sign(MESSAGE, b"test", b"shop.example", vector("test.private"))
    record = vector("1024_testkey_wo_markers.pub.txt").decode()
    [one] = verified(header + MESSAGE, {"": record})
    assert one.result in {Authentic.PASS, Authentic.FAIL}
    assert one.bits == 1024


def test_a_look_up_that_failed_is_not_a_missing_key() -> None:
    message = parse_message(signed())
    [header] = signature_headers(message)
    silent = Answer(header.key_name, "TXT", Status.TIMEOUT, why="no answer within 3 s")
    [one] = verify_signatures(message, [(header, silent)], AT)
    assert one.result is Authentic.TEMPERROR
    assert one.reason == (
        "its key test._domainkey.shop.example could not be looked up: no answer within 3 s"
    )


RFC6376 = "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB"  # noqa: E501 - a key as published
ED25519 = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
RSA8463 = "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB"  # noqa: E501 - a key as published


def test_the_message_of_rfc_8463_verifies_by_both_kinds_of_key() -> None:
    keys = {
        "brisbane._domainkey.football.example.com": ED25519,
        "test._domainkey.football.example.com": RSA8463,
    }
    found = verified(vector("rfc6376.signed.msg"), keys)
    assert {one.algorithm: (one.result, one.reason) for one in found} == {
        "ed25519-sha256": (Authentic.PASS, "it verifies"),
        "rsa-sha256": (Authentic.PASS, "it verifies"),
    }


def test_exims_ed25519_vector_verifies() -> None:
    record = vector("eximtest.dns").decode().strip()
    [one] = verified(vector("ed25519test2.msg"), {"": record})
    assert (one.result, one.domain) == (Authentic.PASS, "test.ex")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b" " * 20_000_000, id="spaces"),
        pytest.param(b"\r\n" * 10_000_000, id="empty lines"),
        pytest.param(b" \t" * 10_000_000 + b"x", id="white space that does not end a line"),
        pytest.param(b"a \r\n" * 5_000_000, id="white space at line ends"),
    ],
)
def test_twenty_hostile_megabytes_are_hashed_soon(body: bytes) -> None:
    header = signed(canonicalize=(b"relaxed", b"relaxed"))
    began = time.monotonic()
    [one] = verified(header + body, key())
    assert one.result in {Authentic.FAIL, Authentic.PASS}  # empty lines at the end do not count
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"v=1",
        b"v=1; a=rsa-sha256; d=x; s=y; h=from; bh=AAAA; b=AAAA; l=-1",
        b"v=1; a=rsa-sha256; d=x; s=y; h=to; bh=AAAA; b=AAAA",
        b"v=1; a=rsa-sha256; d=x; s=y; h=from; bh=AAAA; b=AAAA; d=z",
        b"v=2; a=rsa-sha256; d=x; s=y; h=from; bh=AAAA; b=AAAA",
        b"v=1; a=rsa-sha256; d=x; s=y; h=from; bh=AAAA; b=AAAA; i=@other",
        b"v=1; a=rsa-sha256; d=x" + b" " * 5_000 + b"; s=y; h=from; bh=AAAA; b=AAAA",
        b"v=1; a=rsa-sha256; d=x; s=y; h=from; bh=AAAA; b=" + b"A" * 60_000,
        b"v=1; a=rsa-sha256; c=strange; d=x; s=y; h=from; bh=AAAA; b=AAAA",
        b"v=1; a=rsa-sha1; d=x; s=y; h=from; bh=AAAA; b=AAAA",
    ],
)
def test_a_broken_signature_header_is_a_permanent_error(value: bytes) -> None:
    [one] = verified(b"DKIM-Signature: " + value + b"\r\n" + MESSAGE, {"": RFC6376})
    assert one.result is Authentic.PERMERROR
    assert one.reason


def test_expiry_counts_from_the_receipt_and_not_from_today() -> None:
    header = (
        b"DKIM-Signature: v=1; a=rsa-sha256; d=x; s=y; h=from; bh=AAAA; b=AAAA; t=1000; x=2000\r\n"
    )
    [late] = verified(header + MESSAGE, {"": RFC6376})
    assert late.reason == "it had expired on 1970-01-01 00:33 UTC (x=)"
    [then] = verified(header + MESSAGE, {"": RFC6376}, datetime.fromtimestamp(1500, UTC))
    assert "body hash" in then.reason
    [early] = verified(header + MESSAGE, {"": RFC6376}, datetime.fromtimestamp(-9999, UTC))
    assert early.reason == "it says that it was made after the message arrived (t=)"
