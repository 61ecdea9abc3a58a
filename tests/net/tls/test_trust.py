from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from launchready.facts.tls import Trust
from launchready.net.tls.trust import Judgement, TrustStore

from .conftest import HOST, NOW, Issued, issued_by_openssl, judge, self_signed


def test_a_complete_chain_is_trusted_and_names_its_root(
    store: TrustStore, leaf: Issued, intermediate: Issued
) -> None:
    assert judge(store, leaf, intermediate) == Judgement(Trust.TRUSTED, "", "Test Root")


def test_a_root_sent_along_does_no_harm(
    store: TrustStore, leaf: Issued, intermediate: Issued, root: Issued
) -> None:
    assert judge(store, leaf, intermediate, root).trust is Trust.TRUSTED


def test_an_expired_certificate_tells_since_when(store: TrustStore, intermediate: Issued) -> None:
    old = intermediate.issue(ends=timedelta(hours=-1))
    found = judge(store, old, intermediate)
    assert found.trust is Trust.EXPIRED
    assert found.why == (
        f"the certificate expired on {old.certificate.not_valid_after_utc:%Y-%m-%d %H:%M} UTC"
    )


def test_an_expired_intermediate_is_named(store: TrustStore, root: Issued) -> None:
    old = root.issue("Old Intermediate", ca=True, ends=timedelta(hours=-1))
    found = judge(store, old.issue(), old)
    assert found.trust is Trust.EXPIRED
    assert "the issuing certificate “Old Intermediate” expired on" in found.why


def test_a_certificate_of_tomorrow_is_not_yet_valid(
    store: TrustStore, intermediate: Issued
) -> None:
    early = intermediate.issue(begins=timedelta(days=1))
    found = judge(store, early, intermediate)
    assert found.trust is Trust.NOT_YET_VALID
    assert "not valid before" in found.why


def test_a_wrong_name_lists_the_right_ones(store: TrustStore, intermediate: Issued) -> None:
    other = intermediate.issue(names=["a.test", "b.test", "c.test", "d.test"])
    found = judge(store, other, intermediate)
    assert found == Judgement(
        Trust.WRONG_NAME,
        "the certificate is for a.test, b.test, c.test and 1 more, not for shop.test",
    )


def test_two_faults_are_both_told_the_worse_one_first(store: TrustStore) -> None:
    lone = self_signed("localhost", ca=False, names=["localhost"])
    found = judge(store, lone)
    assert found.trust is Trust.WRONG_NAME
    assert "signed by itself" in found.why


def test_a_self_signed_certificate_is_called_so(store: TrustStore) -> None:
    assert judge(store, self_signed(HOST, ca=False, names=[HOST])).trust is Trust.SELF_SIGNED


def test_a_self_signed_certificate_that_the_user_trusts_is_trusted(tmp_path: Path) -> None:
    own = self_signed(HOST, ca=True, names=[HOST])
    path = tmp_path / "own.pem"
    path.write_bytes(own.pem)
    assert judge(TrustStore.from_file(path), own).trust is Trust.TRUSTED


def test_a_missing_intermediate_says_where_to_get_it(
    store: TrustStore, intermediate: Issued
) -> None:
    leaf = intermediate.issue(aia="http://ca.test/intermediate.der")
    found = judge(store, leaf)
    assert found.trust is Trust.MISSING_INTERMEDIATE
    assert "“CN=Test Intermediate” was not sent" in found.why
    assert found.why.endswith("it can be had from http://ca.test/intermediate.der")


def test_certificates_out_of_order_are_told_although_browsers_sort_them(
    store: TrustStore, root: Issued
) -> None:
    first = root.issue("First", ca=True)
    second = first.issue("Second", ca=True)
    found = judge(store, second.issue(), first, second)
    assert found.trust is Trust.WRONG_ORDER
    assert "First, Second" in found.why
    assert found.root == "Test Root"


def test_a_root_sent_before_the_intermediate_is_out_of_order(
    store: TrustStore, leaf: Issued, intermediate: Issued, root: Issued
) -> None:
    assert judge(store, leaf, root, intermediate).trust is Trust.WRONG_ORDER


def test_a_stranger_between_is_not_an_order_fault(
    store: TrustStore, leaf: Issued, intermediate: Issued
) -> None:
    stranger = self_signed("Stranger", ca=True)
    assert judge(store, leaf, stranger, intermediate).trust is Trust.TRUSTED


def test_a_chain_to_a_foreign_root_is_an_unknown_root(store: TrustStore) -> None:
    foreign = self_signed("Foreign Root", ca=True)
    found = judge(store, foreign.issue(), foreign)
    assert found == Judgement(
        Trust.UNKNOWN_ROOT, "the chain ends in “Foreign Root”, which is not a known root"
    )


def test_a_foreign_root_that_was_not_sent_is_an_unknown_root_too(store: TrustStore) -> None:
    foreign = self_signed("Foreign Root", ca=True).issue("Foreign Intermediate", ca=True)
    found = judge(store, foreign.issue(), foreign)
    assert found.trust is Trust.UNKNOWN_ROOT
    assert "leads to “CN=Foreign Root”" in found.why


def test_a_root_of_the_same_name_with_another_key_is_not_the_known_one(
    store: TrustStore,
) -> None:
    imposter = self_signed("Test Root", ca=True)
    assert judge(store, imposter.issue(), imposter).trust is Trust.UNKNOWN_ROOT


def test_a_certificate_without_names_is_refused(store: TrustStore, intermediate: Issued) -> None:
    found = judge(store, intermediate.issue(names=[]), intermediate)
    assert found.trust is Trust.REFUSED
    assert "names no host in subjectAltName" in found.why


async def test_sha1_is_refused_in_words(store: TrustStore, root: Issued, tmp_path: Path) -> None:
    old = root.issue("Old", ca=True, key=rsa.generate_private_key(65537, 2048))
    (tmp_path / "root.pem").write_bytes(old.pem)
    (tmp_path / "root.key").write_bytes(old.key_pem)
    leaf = await issued_by_openssl(tmp_path, "-sha1")
    found = store.judge([leaf, old.der], HOST, NOW + timedelta(hours=6))
    assert found == Judgement(Trust.REFUSED, "the certificate is signed with SHA1, long broken")


def test_a_small_key_is_refused_in_words(store: TrustStore, intermediate: Issued) -> None:
    key = rsa.generate_private_key(65537, 1024)  # noqa: S505 - the fault under test
    small = intermediate.issue(key=key)
    found = judge(store, small, intermediate)
    assert found == Judgement(
        Trust.REFUSED, "the RSA key of the certificate has 1024 bits, 2048 are needed", "Test Root"
    )


def test_a_client_certificate_is_refused_in_words(store: TrustStore, intermediate: Issued) -> None:
    client = intermediate.issue(usage=ExtendedKeyUsageOID.CLIENT_AUTH)
    found = judge(store, client, intermediate)
    assert found.trust is Trust.REFUSED
    assert "not meant for servers" in found.why


def test_a_leaf_may_not_issue(store: TrustStore, leaf: Issued, intermediate: Issued) -> None:
    found = judge(store, leaf.issue(), leaf, intermediate)
    assert found.trust is Trust.REFUSED
    assert "“shop.test” may not sign others" in found.why


def test_a_rule_without_words_of_ours_is_told_in_the_verifiers(
    store: TrustStore, root: Issued
) -> None:
    odd = root.issue("Odd", ca=True, key=ed25519.Ed25519PrivateKey.generate())
    found = judge(store, odd.issue(), odd)
    assert found.trust is Trust.REFUSED
    assert found.why.startswith("it breaks a rule of the Web PKI: ")
    assert "<Certificate" not in found.why


def test_a_forged_signature_is_not_called_a_missing_certificate(
    store: TrustStore, root: Issued
) -> None:
    real = root.issue("Twin", ca=True)
    fake = root.issue("Twin", ca=True)
    found = judge(store, fake.issue(), real)
    assert found.trust is Trust.REFUSED
    assert "does not match “CN=Twin”" in found.why


def test_a_maze_of_certificates_does_not_hang_the_judge(store: TrustStore) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    maze = [self_signed("Top", ca=True)]
    for level in range(7):
        maze += [maze[-1].issue(f"Level {level}", ca=True, key=key) for _ in range(12)]
    began = time.monotonic()
    assert judge(store, maze[-1].issue(), *maze[1:]).trust is Trust.UNKNOWN_ROOT
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("chain", [[], [b""], [b"\x30\x82"], [b"garbage" * 100]])
def test_what_is_no_certificate_is_refused(store: TrustStore, chain: list[bytes]) -> None:
    assert store.judge(chain, HOST, NOW).trust is Trust.REFUSED


def test_garbage_behind_a_good_leaf_is_ignored(
    store: TrustStore, leaf: Issued, intermediate: Issued
) -> None:
    found = store.judge([leaf.der, b"garbage", intermediate.der], HOST, NOW)
    assert found.trust is Trust.TRUSTED


@pytest.mark.parametrize("host", ["", "bad name", "-", "a" * 300, "_dmarc.shop.test", "x..y"])
def test_a_host_that_is_no_name_is_not_trusted(
    store: TrustStore, leaf: Issued, intermediate: Issued, host: str
) -> None:
    assert judge(store, leaf, intermediate, host=host).trust is Trust.WRONG_NAME


@pytest.mark.parametrize("host", ["SHOP.TEST", "shop.test."])
def test_the_way_a_name_is_written_does_not_matter(
    store: TrustStore, leaf: Issued, intermediate: Issued, host: str
) -> None:
    assert judge(store, leaf, intermediate, host=host).trust is Trust.TRUSTED
