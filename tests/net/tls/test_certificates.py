from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.net.tls.certificates import plain, read

from .conftest import Issued, Key, self_signed

_SAMPLE = self_signed("Sample", ca=False, names=["sample.test", "192.0.2.1"]).der


def test_a_certificate_is_told_in_plain_facts(intermediate: Issued) -> None:
    issued = intermediate.issue(
        names=["shop.test", "*.shop.test", "::1"], aia="http://ca.test/ocsp", must_staple=True
    )
    (seen,) = read([issued.der])
    assert seen.common_name == "shop.test"
    assert seen.names == ("shop.test", "*.shop.test", "::1")
    assert seen.issuer == "CN=Test Intermediate"
    assert (seen.key, seen.key_bits, seen.signature) == ("EC", 256, "sha256")
    assert seen.fingerprint == hashlib.sha256(issued.der).hexdigest()
    assert seen.ocsp == "http://ca.test/ocsp"
    assert seen.must_staple
    assert seen.not_before == issued.certificate.not_valid_before_utc
    assert seen.not_before.tzinfo is not None


def test_keys_are_named_with_their_bits(intermediate: Issued) -> None:
    keys: list[Key] = [
        rsa.generate_private_key(65537, 2048),
        ec.generate_private_key(ec.SECP384R1()),
        ed25519.Ed25519PrivateKey.generate(),
    ]
    seen = read([intermediate.issue(key=key).der for key in keys])
    assert [(each.key, each.key_bits) for each in seen] == [
        ("RSA", 2048),
        ("EC", 384),
        ("Ed25519", 256),
    ]


def test_an_eddsa_signature_names_the_hash_it_brings(root: Issued) -> None:
    issuer = root.issue("Odd", ca=True, key=ed25519.Ed25519PrivateKey.generate())
    assert read([issuer.issue().der])[0].signature == "sha512"


def test_what_cannot_be_read_is_left_out(leaf: Issued) -> None:
    assert [each.common_name for each in read([b"", leaf.der, b"garbage"])] == ["shop.test"]


def test_hostile_names_are_bounded_and_keep_to_their_line(intermediate: Issued) -> None:
    nasty = intermediate.issue("a\x1b[31m\nb\u202ec", names=["shop.test"])
    assert read([nasty.der])[0].common_name == "a�[31m�b�c"
    assert len(plain("x" * 10_000)) == 300


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_no_bytes_break_the_reader(der: bytes) -> None:
    assert len(read([der])) <= 1


@given(st.lists(st.tuples(st.integers(0, len(_SAMPLE) - 1), st.integers(0, 255)), max_size=4))
@settings(max_examples=300, deadline=None)
def test_no_damage_to_a_certificate_breaks_the_reader(damage: list[tuple[int, int]]) -> None:
    der = bytearray(_SAMPLE)
    for place, byte in damage:
        der[place] = byte
    for seen in read([bytes(der)]):
        assert all(name.isprintable() for name in (*seen.names, seen.common_name, seen.issuer))
