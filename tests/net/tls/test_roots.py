from __future__ import annotations

import ipaddress
from datetime import timedelta
from pathlib import Path

import pytest
import trustme
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from launchready.facts.tls import Trust
from launchready.net.failure import Failure
from launchready.net.tls.diagnosis import covers
from launchready.net.tls.roots import read_pem
from launchready.net.tls.trust import Judgement, TrustStore

from .conftest import HOST, NOW, Issued, issued_by_openssl, judge, openssl


@pytest.mark.parametrize("host", [HOST, "127.0.0.1", "::1", "[::1]"])
@pytest.mark.parametrize("depth", [0, 1])
def test_ordinary_private_authorities_are_trusted(tmp_path: Path, host: str, depth: int) -> None:
    ca = trustme.CA()
    issuer = ca.create_child_ca() if depth else ca
    issued = issuer.issue_cert(HOST, "127.0.0.1", "::1")
    ca.cert_pem.write_to_path(tmp_path / "ca.pem")
    chain = [read_pem(blob.bytes())[0] for blob in issued.cert_chain_pems]
    found = TrustStore.from_file(tmp_path / "ca.pem").judge(
        [each.public_bytes(Encoding.DER) for each in chain], host, NOW + timedelta(seconds=5)
    )
    assert found.trust is Trust.TRUSTED


async def test_a_root_made_with_plain_openssl_is_trusted(tmp_path: Path) -> None:
    await openssl(
        tmp_path,
        *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30"),
        *("-subj", "/CN=Plain Root", "-keyout", "root.key", "-out", "root.pem"),
    )
    leaf = await issued_by_openssl(tmp_path)
    store = TrustStore.from_file(tmp_path / "root.pem")
    found = store.judge([leaf], HOST, NOW + timedelta(hours=6))
    assert found == Judgement(Trust.TRUSTED, "", "Plain Root")


def test_the_systems_roots_are_found_and_do_not_trust_us(
    leaf: Issued, intermediate: Issued
) -> None:
    store = TrustStore.system()
    assert store.roots
    assert judge(store, leaf, intermediate).trust is Trust.UNKNOWN_ROOT


def test_without_roots_nothing_is_judged(leaf: Issued) -> None:
    with pytest.raises(Failure, match="no root certificates were found"):
        judge(TrustStore(tuple), leaf)


def test_a_file_without_certificates_is_a_clear_mistake(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("nothing here")
    with pytest.raises(ValueError, match="holds no PEM certificate"):
        TrustStore.from_file(tmp_path / "empty.pem")


def test_one_bad_root_does_not_cost_the_others(root: Issued) -> None:
    bad = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    assert read_pem(bad + root.pem) == (root.certificate,)


@pytest.mark.parametrize(
    ("names", "host", "covered"),
    [
        (["*.shop.test"], "www.shop.test", True),
        (["*.shop.test"], "shop.test", False),
        (["*.shop.test"], "a.b.shop.test", False),
        (["*.test"], "shop.test", False),
        (["SHOP.test"], "shop.test", True),
        ([str(ipaddress.ip_address("::1"))], "0:0::1", True),
        (["127.0.0.1"], "127.0.0.2", False),
    ],
)
def test_names_cover_hosts_as_browsers_see_it(
    names: list[str], host: str, *, covered: bool
) -> None:
    assert covers(names, host) is covered


def test_a_wildcard_is_trusted(store: TrustStore, intermediate: Issued) -> None:
    wild = intermediate.issue("*.shop.test")
    assert judge(store, wild, intermediate, host="www.shop.test").trust is Trust.TRUSTED


def test_other_curves_and_hashes_are_fine(store: TrustStore, intermediate: Issued) -> None:
    strong = intermediate.issue(key=ec.generate_private_key(ec.SECP384R1()), digest=hashes.SHA384())
    assert judge(store, strong, intermediate).trust is Trust.TRUSTED
