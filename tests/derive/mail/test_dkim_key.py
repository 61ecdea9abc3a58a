"""DKIM key records: the examples of the standards, and what goes wrong in practice."""

from __future__ import annotations

import base64
from contextlib import suppress

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.mail.der import rsa_bits
from launchready.derive.mail.dkim_key import looks_like_key, read_dkim_key

RFC6376_KEY = (
    "v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYt"
    "IxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhi"
    "tdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB"
)
"""RFC 6376 appendix C, without the four characters that two of its lines share."""
RFC8463_ED25519 = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
RFC8463_RSA = (
    "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWR"
    "iGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutAC"
    "DfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3"
    "Ip3G+2kryOTIKT+l/K4w3QIDAQAB"
)


def rsa_key(bits: int, *, bare: bool = False) -> bytes:
    form = PublicFormat.PKCS1 if bare else PublicFormat.SubjectPublicKeyInfo
    return rsa.generate_private_key(65537, bits).public_key().public_bytes(Encoding.DER, form)


def record(data: bytes, before: str = "v=DKIM1; k=rsa; ") -> str:
    return f"{before}p={base64.b64encode(data).decode()}"


@pytest.mark.parametrize(
    ("text", "kind", "bits"),
    [
        pytest.param(RFC6376_KEY, "rsa", 1024, id="rfc-6376-appendix-c"),
        pytest.param(RFC8463_RSA, "rsa", 1024, id="rfc-8463-rsa"),
        pytest.param(RFC8463_ED25519, "ed25519", 256, id="rfc-8463-ed25519"),
    ],
)
def test_keys_of_the_standards(text: str, kind: str, bits: int) -> None:
    key = read_dkim_key(text)
    assert (key.kind, key.bits, key.usable, key.problems) == (kind, bits, True, ())


@pytest.mark.parametrize("bare", [False, True], ids=["spki", "pkcs1"])
@pytest.mark.parametrize("bits", [1024, 2048, 3072])
def test_sizes_are_read_from_the_der_form(bits: int, bare: bool) -> None:
    data = rsa_key(bits, bare=bare)
    assert rsa_bits(data) == bits
    assert read_dkim_key(record(data)).bits == bits


def test_white_space_from_folding_is_no_part_of_the_key() -> None:
    text = RFC8463_RSA.replace("iGs5", " \r\n\t iGs5")
    assert read_dkim_key(text).bits == 1024


def test_flags_hashes_and_services() -> None:
    key = read_dkim_key(f"v=DKIM1; h=sha1:sha256; s=email; t=y:s; n=hello; {RFC8463_RSA[9:]}")
    assert (key.testing, key.strict, key.hashes, key.services) == (
        True,
        True,
        ("sha1", "sha256"),
        ("email",),
    )
    assert key.usable


def test_an_empty_key_is_revoked_and_not_broken() -> None:
    key = read_dkim_key("v=DKIM1; k=rsa; p=")
    assert (key.revoked, key.usable, key.problems) == (True, False, ())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (record(rsa_key(2048))[:255], "character 19: the key in p= cannot be read: it is cut off"),
        (record(rsa_key(2048)[:200]), "it is cut off: 294 bytes are announced and 200 are there"),
        (record(rsa_key(1024) + b"\0\0"), "2 bytes follow the end of the key"),
        ("v=DKIM1; p=abc*def=", "character 15: the key in p= cannot be read: “*” is not"),
        ("v=DKIM1; p=QUJDRA==", "it does not hold a public key"),
        ("v=DKIM1; k=ed25519; p=QUJDRA==", "an Ed25519 key has 32 bytes, and 4 are there"),
        ("v=DKIM1; k=rsa", "there is no p= tag, so no key"),
        ("v=DKIM2; p=QUJDRA==", "character 3: the version is “DKIM2”, not DKIM1"),
        ("k=rsa; v=DKIM1; p=QUJDRA==", "character 8: v=DKIM1 must stand first"),
        (f"v=DKIM1; k=dsa; {RFC8463_RSA[16:]}", "receivers know no key of the kind “dsa”"),
        (f"v=DKIM1; h=sha1; {RFC8463_RSA[9:]}", "character 12: only sha1 is allowed"),
        (f"v=DKIM1; h=md5; {RFC8463_RSA[9:]}", "no hash algorithm that a receiver knows"),
        (f"v=DKIM1; s=tlsrpt; {RFC8463_RSA[9:]}", "the key is not for email"),
        (f"{RFC8463_RSA}; p=", "the tag “p” stands there twice"),
    ],
)
def test_what_makes_a_key_useless_is_said_with_its_place(text: str, why: str) -> None:
    key = read_dkim_key(text)
    assert not key.usable
    assert any(why in str(problem) for problem in key.problems), key.problems


def test_a_key_of_another_algorithm_is_named_as_such() -> None:
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    data = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    [problem] = read_dkim_key(record(data)).problems
    assert "another kind than RSA" in problem.why
    spki = ed25519.Ed25519PrivateKey.generate().public_key()
    wrapped = spki.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert not read_dkim_key(record(wrapped, "k=ed25519; ")).usable


def test_a_wildcard_answer_is_no_key() -> None:
    assert not looks_like_key("v=spf1 include:_spf.google.com ~all")
    assert not looks_like_key("google-site-verification=abcdef")
    assert looks_like_key("k=rsa; p=MIGf")
    assert looks_like_key("p=MIGf")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_size_or_a_reason(data: bytes) -> None:
    with suppress(ValueError):
        assert rsa_bits(data) >= 0


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400) | st.text("vkpthsn=;: \tDKIM1rsa+/AQAB", max_size=400))
def test_any_text_is_read(text: str) -> None:
    key = read_dkim_key(text)
    assert not key.usable or key.bits
    assert all(0 <= problem.at <= len(text) + 1 for problem in key.problems)


def test_a_record_of_ten_thousand_characters_is_read() -> None:
    assert not read_dkim_key("v=DKIM1;" + "a=b;" * 2500).usable
    assert read_dkim_key(f"v=DKIM1; n={'x' * 10_000}; {RFC8463_RSA[9:]}").usable
